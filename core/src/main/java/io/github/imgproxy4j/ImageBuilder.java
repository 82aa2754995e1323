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
import org.jspecify.annotations.Nullable;

/**
 * Describes one variant, or one {@code <img>} with several, of a source. For one thread.
 *
 * <p>Options keep the order in which they are given. Every call refuses a bad value at once with an
 * {@link ImgproxyException} that names the option, the value and the rule.
 *
 * <pre>{@code
 * imgproxy.image("local:///cat.jpg").resize(FILL, 300, 200).densities(1, 2).alt("A cat").img().toHtml();
 * }</pre>
 */
public final class ImageBuilder extends OptionCalls<ImageBuilder> {
    /** How many parts the state of an image mostly has, at most. */
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
    private List<String> formats = List.of();

    ImageBuilder(Imgproxy imgproxy, String source) {
        this.imgproxy = imgproxy;
        this.source = Objects.requireNonNull(source, "source");
    }

    /** A copy that goes its own way. */
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

    /** Applies the options of one of our presets here; for the server's see {@link #serverPreset}. */
    public ImageBuilder preset(String name) {
        options.addAll(imgproxy.preset(name));
        segments.append(imgproxy.presetSegments(name));
        return this;
    }

    /**
     * The format of the result as the path's extension, {@code webp}; imgproxy decides without a call, and where it is
     * known not to make this one ({@link Imgproxy.Builder#formats}).
     */
    public ImageBuilder format(String name) {
        extension = imgproxy.madeFormats().include(Format.checked("format", name)) ? name : null;
        return this;
    }

    /**
     * What the URL ends with, for search engines and for people who save the image: {@code mars-rover.webp}. To be
     * allowed by {@link Imgproxy.Builder#urlFileNames}.
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
     * Offers the image in several densities: a {@code srcset} with one candidate for each, for images whose size on the
     * page is fixed.
     *
     * @param factors device pixels per CSS pixel, each greater than 0 and given once
     */
    public ImageBuilder densities(double... factors) {
        candidates = Candidates.ofDensities(factors).replacing(candidates);
        return this;
    }

    /**
     * Offers the image in several widths: a {@code srcset} from which the browser chooses by {@link #sizes}, for images
     * whose size on the page varies. Where the options give both sides, each candidate keeps their ratio.
     *
     * @param pixels each greater than 0 and given once
     */
    public ImageBuilder widths(int... pixels) {
        candidates = Candidates.ofWidths(pixels).replacing(candidates);
        return this;
    }

    /**
     * Offers the image in as few widths as keep waste low, see {@link WidthLadder}.
     *
     * @param minimum the smallest width in pixels
     * @param maximum the largest width in pixels
     * @param waste the share of pixels that may be sent in vain, greater than 0 and less than 1; 0.3 is a good start
     */
    public ImageBuilder widthLadder(int minimum, int maximum, double waste) {
        return widths(WidthLadder.widths(minimum, maximum, waste));
    }

    /**
     * How wide the image is on the page, as the {@code sizes} attribute has it: {@code 100vw},
     * {@code (max-width: 600px) 100vw, 50vw}, {@code auto}. Printed with {@link #widths} only; those without it say
     * {@code 100vw}.
     */
    public ImageBuilder sizes(String value) {
        return attribute(WrittenAttributes.SIZES, value);
    }

    /**
     * Offers the image in other formats as well, best first; {@link #picture} has a {@code <source>} for each but those
     * that imgproxy is known not to make.
     *
     * @param names as imgproxy spells them, {@code "avif", "webp"}; each has a media type of its own
     */
    public ImageBuilder formats(String... names) {
        List<String> wanted = List.of(names);
        Problems refusals = new Problems();
        wanted.forEach(name -> refusals.attempt(() -> MediaTypes.of(name)));
        if (new HashSet<>(wanted).size() < wanted.size()) {
            refusals.add("formats " + wanted + " must differ from each other");
        }
        refusals.enforce();
        formats = imgproxy.madeFormats().among(wanted);
        return this;
    }

    /**
     * Shows another image while a media query holds; the first that holds wins.
     *
     * @param media a media query, {@code (max-width: 600px)}
     * @param image what to show then: its source, options and candidates; copied, so that later calls of it
     *     change nothing here
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
     * Any other attribute of the element; later calls replace earlier ones.
     *
     * @param name an attribute name that this library does not write itself; taken in lower case, as HTML does
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

    /** The {@code <img>} element. */
    public Element img() {
        List<Object> state = state("img");
        Element known = imgproxy.memo().find(state);
        return known == null ? imgproxy.memo().remember(state, markup().img()) : known;
    }

    /** The {@code <picture>} element: a {@code <source>} for each media query and format, and the {@code <img>}. */
    public Element picture() {
        List<Object> state = state("picture");
        Element known = imgproxy.memo().find(state);
        return known == null ? imgproxy.memo().remember(state, markup().picture()) : known;
    }

    /**
     * The {@code <link rel="preload">} that lets the browser fetch the cached image before it sees the {@code <img>};
     * for the one image that is seen first. With {@link #formats} it preloads the first of them.
     */
    public Element preload() {
        List<Object> state = state("preload");
        Element known = imgproxy.memo().find(state);
        return known == null ? imgproxy.memo().remember(state, markup().preload()) : known;
    }

    /** The URL to show when the proxy fails as well, or null. */
    @Nullable
    String lastResort() {
        return imgproxy.lastResort().urlFor(source);
    }

    /** The URLs of the variant and of its candidates, as a value for templates that write the markup themselves. */
    public ImageView view() {
        return markup().view();
    }

    /** The {@code <source>} elements that show this image while a media query holds. */
    public List<Element> sources(String media) {
        ArtDirection direction = artDirection(media, this);
        List<Object> state = state("source " + media);
        Element known = imgproxy.memo().find(state);
        if (known == null) {
            Element made = new Element("picture", Map.of(), markup().sources(direction));
            known = imgproxy.memo().remember(state, made);
        }
        return known.children();
    }

    /** The source where it is the picture itself and every element has it as it is; else null. */
    @Nullable
    public String dataUrl() {
        return Scheme.isPicture(source) ? source : null;
    }

    /** The variants of what is described so far. */
    Variants variants() {
        if (Scheme.isPicture(source)) {
            throw new ImgproxyException(
                    "source [" + DataUrl.shown(source) + "] is the picture itself; no server makes variants of it");
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
        List<ProcessingOption> further = imgproxy.madeFormats().withoutOthers(described);
        segments.append(OptionWriter.segments(further, imgproxy.notation()));
        options.addAll(further);
        return this;
    }

    private ImageMarkup markup() {
        return new ImageMarkup(this, imgproxy.fallbackMode(), imgproxy.optionWriter());
    }

    /** What markup of a kind is remembered by. */
    private List<Object> state(String kind) {
        List<Object> state = new ArrayList<>(STATE_PARTS);
        state.add(kind);
        addState(state);
        return state;
    }

    /** Everything that the markup depends on; whoever adds a field here adds it there. */
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

    /** Another image for a media query. */
    record ArtDirection(String media, ImageBuilder image) {}
}
