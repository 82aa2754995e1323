package io.github.imgproxy4j;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.Element;
import io.github.imgproxy4j.html.WidthLadder;
import io.github.imgproxy4j.internal.html.Candidates;
import io.github.imgproxy4j.internal.html.MediaTypes;
import io.github.imgproxy4j.internal.html.WrittenAttributes;
import io.github.imgproxy4j.internal.text.Problems;
import io.github.imgproxy4j.internal.url.DataUrl;
import io.github.imgproxy4j.internal.url.OptionWriter;
import io.github.imgproxy4j.internal.url.Scheme;
import io.github.imgproxy4j.internal.url.SourceWriter;
import io.github.imgproxy4j.option.Format;
import io.github.imgproxy4j.option.ProcessingOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Describes one variant of a source, or one {@code <img>} element with several variants. Not thread-safe.
 *
 * <p>Options keep their order. Every method throws an {@link ImgproxyException} that names the option, the value and
 * the rule if a value is invalid.
 *
 * <pre>{@code
 * imgproxy.image("local:///cat.jpg").resize(FILL, 300, 200).densities(1, 2).alt("A cat").img().toHtml();
 * }</pre>
 */
public final class ImageBuilder extends OptionCalls<ImageBuilder> {
    /** Usually enough for the state of an image. */
    private static final int STATE_PARTS = 24;

    private final Imgproxy imgproxy;
    private final String source;
    private final List<ProcessingOption> options = new ArrayList<>();

    /** The options as {@link OptionWriter#segments} has them. */
    private final StringBuilder segments = new StringBuilder(64);

    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<ArtDirection> artDirections = new ArrayList<>();
    private @Nullable String extension;
    private @Nullable String fileName;
    private Candidates candidates = Candidates.NONE;

    /** Null if the caller caches the elements itself. */
    private @Nullable MarkupCache memo;

    private List<String> formats = List.of();

    ImageBuilder(Imgproxy imgproxy, String source) {
        this.imgproxy = imgproxy;
        this.source = Objects.requireNonNull(source, "source");
        this.memo = imgproxy.memo();
    }

    /** An independent copy. */
    private ImageBuilder(ImageBuilder original) {
        this(original.imgproxy, original.source);
        options.addAll(original.options);
        segments.append(original.segments);
        attributes.putAll(original.attributes);
        artDirections.addAll(original.artDirections);
        extension = original.extension;
        fileName = original.fileName;
        candidates = original.candidates;
        formats = original.formats;
    }

    /** Adds the options of a preset of this instance; for presets of the imgproxy server see {@link #serverPreset}. */
    public ImageBuilder preset(String name) {
        options.addAll(imgproxy.preset(name));
        segments.append(imgproxy.presetSegments(name));
        return this;
    }

    /**
     * Adds a preset of this instance; with the candidates and the format that browsers get, if it is a public one.
     *
     * @see Imgproxy.Builder#publicPreset
     */
    public ImageBuilder presetAsOffered(String name) {
        return imgproxy.publicPresetNames().contains(name) ? imgproxy.offer(name, this) : preset(name);
    }

    /**
     * The format of the result, written as the path's extension, {@code webp}. If this method is not called, or if the
     * server is known not to support the format ({@link Imgproxy.Builder#formats}), imgproxy decides.
     */
    public ImageBuilder format(String name) {
        extension = imgproxy.supportedFormats().include(Format.checked("format", name)) ? name : null;
        return this;
    }

    /**
     * The file name at the end of the URL, for search engines and for users who save the image:
     * {@code mars-rover.webp}. Must be allowed by {@link Imgproxy.Builder#urlFileNames}.
     */
    public ImageBuilder urlFileName(String name) {
        if (!imgproxy.urlFileNames()) {
            throw new ImgproxyException(
                    "file name [" + name + "] must be allowed by urlFileNames(true), and in imgproxy"
                            + " by IMGPROXY_BASE64_URL_INCLUDES_FILENAME");
        }
        fileName = SourceWriter.checkedFileName(name);
        return this;
    }

    /**
     * Offers the image in several densities, with one {@code srcset} candidate for each, for images of fixed size.
     *
     * @param factors device pixels per CSS pixel, each greater than 0, without duplicates
     */
    public ImageBuilder densities(double... factors) {
        candidates = Candidates.ofDensities(factors).replacing(candidates);
        return this;
    }

    /**
     * Offers the image in several widths, from which the browser chooses by {@link #sizes}, for images whose size on
     * the page varies. If the options set both width and height, each candidate keeps their ratio.
     *
     * @param pixels each greater than 0, without duplicates
     */
    public ImageBuilder widths(int... pixels) {
        candidates = Candidates.ofWidths(pixels).replacing(candidates);
        return this;
    }

    /**
     * Offers the image in the fewest widths that keep waste below a limit, see {@link WidthLadder}.
     *
     * @param minimum the smallest width in pixels
     * @param maximum the largest width in pixels
     * @param waste the largest tolerated share of wasted pixels, greater than 0 and less than 1; start with 0.3
     */
    public ImageBuilder widthLadder(int minimum, int maximum, double waste) {
        return widths(WidthLadder.widths(minimum, maximum, waste));
    }

    /**
     * The width of the image on the page, in the syntax of the {@code sizes} attribute: {@code 100vw},
     * {@code (max-width: 600px) 100vw, 50vw}, {@code auto}. Printed only with {@link #widths}; {@code 100vw} by
     * default.
     */
    public ImageBuilder sizes(String value) {
        return attribute(WrittenAttributes.SIZES, value);
    }

    /**
     * Offers the image in other formats as well, best first: {@link #picture} has a {@code <source>} for each format,
     * except those that the server is known not to support.
     *
     * @param names as imgproxy spells them, {@code "avif", "webp"}
     */
    public ImageBuilder formats(String... names) {
        List<String> wanted = List.of(names);
        Problems refusals = new Problems();
        wanted.forEach(name -> refusals.attempt(() -> MediaTypes.of(name)));
        if (new HashSet<>(wanted).size() < wanted.size()) {
            refusals.add("formats " + wanted + " must differ from each other");
        }
        refusals.enforce();
        formats = imgproxy.supportedFormats().among(wanted);
        return this;
    }

    /**
     * Shows another image if a media query matches; the first match wins.
     *
     * @param media a media query, {@code (max-width: 600px)}
     * @param image the image to show: its source, options and candidates. It is copied: later calls on it have no
     *     effect here
     */
    public ImageBuilder when(String media, ImageBuilder image) {
        artDirections.add(artDirection(media, new ImageBuilder(Objects.requireNonNull(image, "image"))));
        return this;
    }

    /** The alternative text; empty for a decorative image. */
    public ImageBuilder alt(String text) {
        return attribute("alt", text);
    }

    /**
     * Sets any other attribute of the element; replaces an earlier value.
     *
     * @param name an attribute name that this library does not write itself; converted to lower case
     * @param value unescaped
     */
    public ImageBuilder attribute(String name, String value) {
        attributes.put(WrittenAttributes.requireFree(name), Objects.requireNonNull(value, name));
        return this;
    }

    /**
     * The URLs of the variant.
     *
     * @throws ImgproxyException if the source is a {@code data:} URL
     */
    public ImageUrls urls() {
        return variants().urls("", extension);
    }

    /**
     * The URLs of all variants that {@link #img} and {@link #picture} name: every candidate of the {@code srcset} in
     * every format, and those of other images ({@link #when}). For warming.
     *
     * @return each once, that of the {@code src} first; none for a {@code data:} URL
     */
    public List<ImageUrls> allUrls() {
        return markup().variants();
    }

    /** The {@code <img>} element. */
    public Element img() {
        return remembered("img", ImageMarkup::img);
    }

    /** The {@code <picture>} element: a {@code <source>} for each media query and format, and the {@code <img>}. */
    public Element picture() {
        return remembered("picture", ImageMarkup::picture);
    }

    /**
     * The {@code <link rel="preload">} that makes the browser fetch the cached image before it parses the
     * {@code <img>}; for the most important image of the page. With {@link #formats} it preloads the first of them.
     */
    public Element preload() {
        return remembered("preload", ImageMarkup::preload);
    }

    /** The URL to show if the proxy fails as well, or null. */
    @Nullable
    String lastResort() {
        return imgproxy.lastResort().urlFor(source);
    }

    /** The URLs of the variant and of its candidates, for templates that write the markup themselves. */
    public ImageView view() {
        return markup().view();
    }

    /** The {@code <source>} elements that show this image if a media query matches. */
    public List<Element> sources(String media) {
        ArtDirection direction = artDirection(media, this);
        return remembered("source " + media, made -> new Element("picture", Map.of(), made.sources(direction)))
                .children();
    }

    /** The source if it is a {@code data:} URL, which every element contains unchanged; otherwise null. */
    @Nullable
    public String dataUrl() {
        return Scheme.isPicture(source) ? source : null;
    }

    /** The variants described so far. */
    Variants variants() {
        if (Scheme.isPicture(source)) {
            throw new ImgproxyException(
                    "source [" + DataUrl.shown(source) + "] is the image itself; no server creates variants of it");
        }
        return new Variants(imgproxy, imgproxy.optionWriter().written(options, segments), source, fileName);
    }

    Candidates candidates() {
        return candidates;
    }

    List<String> formats() {
        return formats;
    }

    @Nullable
    String extension() {
        return extension;
    }

    List<ArtDirection> artDirections() {
        return artDirections;
    }

    Map<String, String> attributes() {
        return attributes;
    }

    List<ProcessingOption> options() {
        return options;
    }

    @Override
    ImageBuilder add(ProcessingOption option) {
        return addAll(List.of(option));
    }

    @Override
    public ImageBuilder addAll(List<ProcessingOption> described) {
        List<ProcessingOption> further = imgproxy.supportedFormats().withoutOthers(described);
        segments.append(OptionWriter.segments(further, imgproxy.notation()));
        options.addAll(further);
        return this;
    }

    /** For a caller that caches elements under a description of its own. */
    void bypassMemo() {
        memo = null;
    }

    private Element remembered(String kind, Function<ImageMarkup, Element> creation) {
        if (memo == null) {
            return creation.apply(markup());
        }
        List<Object> state = state(kind);
        Element known = memo.find(state);
        return known == null ? memo.put(state, creation.apply(markup())) : known;
    }

    private ImageMarkup markup() {
        return new ImageMarkup(this, imgproxy.fallbackMode(), imgproxy.optionWriter());
    }

    /** The cache key of markup of one kind. */
    private List<Object> state(String kind) {
        List<Object> state = new ArrayList<>(STATE_PARTS);
        state.add(kind);
        addState(state);
        return state;
    }

    /** Everything that the markup depends on; each new field must be added here. */
    private void addState(List<Object> state) {
        Collections.addAll(state, imgproxy, source, candidates, formats);
        state.add(Objects.requireNonNullElse(extension, ""));
        state.add(Objects.requireNonNullElse(fileName, ""));
        state.addAll(options);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            state.add(attribute.getKey());
            state.add(attribute.getValue());
        }
        for (ArtDirection direction : artDirections) {
            state.add(direction.media());
            direction.image().addState(state);
        }
    }

    private static ArtDirection artDirection(String media, ImageBuilder image) {
        if (media.isBlank()) {
            throw new ImgproxyException("media [" + media + "] must be a media query");
        }
        return new ArtDirection(media, image);
    }

    /** Another image if a media query matches. */
    record ArtDirection(String media, ImageBuilder image) {}
}
