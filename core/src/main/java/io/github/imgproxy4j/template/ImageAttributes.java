package io.github.imgproxy4j.template;

import io.github.imgproxy4j.ImageBuilder;
import io.github.imgproxy4j.ImageView;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.MarkupCache;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.Element;
import io.github.imgproxy4j.internal.html.WrittenAttributes;
import io.github.imgproxy4j.internal.text.Problems;
import java.lang.reflect.Array;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An image described by template attributes. Translates attributes to calls of {@link ImageBuilder}, so that every
 * template language yields the same HTML.
 *
 * <p>{@code src} is the source and is required. The {@link #OPTIONS} define the variant; they apply in the order of
 * that list, whatever their order in the template. An empty option is ignored. All other attributes pass through to the
 * element: {@code alt} first, the others in the given order. Names that HTML does not define and that resemble an
 * attribute of this library, or are an option of a path, are refused. Names are converted to lower case.
 *
 * <p>Invalid input is handled according to {@link Imgproxy.Builder#onError}: with an {@link ImgproxyException} that
 * lists every invalid attribute, its value and the rule, with the original image, or with no output. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * ImageAttributes.of(Map.of("src", "local:///cat.jpg", "resize", "fill:300:200", "alt", "A cat")).img(imgproxy);
 * }</pre>
 */
public final class ImageAttributes {
    /** The attribute that holds the source. */
    public static final String SOURCE = "src";

    /** The attribute that holds the alternative text. */
    public static final String ALTERNATIVE_TEXT = "alt";

    /** The attribute of a {@code <source>} that holds its media query. */
    public static final String MEDIA = WrittenAttributes.MEDIA;

    /** The names of the attributes that define the variant, in the order in which they apply. */
    public static final List<String> OPTIONS = AttributeReaders.NAMES;

    /** The attributes that a {@code <source>} inherits from its picture. */
    private static final List<String> INHERITED = List.of(SOURCE, AttributeReaders.FORMATS, WrittenAttributes.SIZES);

    private static final Set<String> WRITTEN_BY_PRELOAD =
            Set.of("rel", "as", "href", "imagesrcset", "imagesizes", "type");

    private static final String PICTURE = "picture";

    /** Receives the calls if the source is refused, to report their problems as well. */
    private static final String ANY_PICTURE = "data:image/gif,";

    private final NamedTexts attributes;

    private ImageAttributes(NamedTexts attributes) {
        this.attributes = attributes;
    }

    /**
     * An image from attributes by name; nothing is validated yet.
     *
     * @param attributes unescaped values in the order of the template
     */
    public static ImageAttributes of(Map<String, String> attributes) {
        Builder builder = builder();
        attributes.forEach(builder::put);
        return builder.build();
    }

    /** Begins an image whose attributes are added one by one. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The text of the value of an expression: several values separated by commas, for {@code widths} and the like; an
     * instant as seconds since 1970, for {@code expires}; any other value as its string.
     *
     * @param value a collection or array, an {@link Instant}, {@link OffsetDateTime}, {@link ZonedDateTime} or
     *     {@link Date}, or anything
     */
    public static String text(Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(ImageAttributes::textOrEmpty).collect(Collectors.joining(","));
        }
        if (value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(i -> textOrEmpty(Array.get(value, i)))
                    .collect(Collectors.joining(","));
        }
        Long second = second(value);
        return second == null ? value.toString() : second.toString();
    }

    private static String textOrEmpty(@Nullable Object value) {
        return value == null ? "" : text(value);
    }

    private static @Nullable Long second(Object value) {
        if (value instanceof Instant instant) {
            return instant.getEpochSecond();
        }
        if (value instanceof OffsetDateTime moment) {
            return moment.toEpochSecond();
        }
        if (value instanceof ZonedDateTime moment) {
            return moment.toEpochSecond();
        }
        return value instanceof Date date ? (Long) date.toInstant().getEpochSecond() : null;
    }

    /** The {@code <img>} element. {@code alt} is required; it is empty for a decorative image. */
    public List<Element> img(Imgproxy imgproxy) {
        Markup markup = new Markup("img", attributes);
        Element known = imgproxy.templateMarkup().find(markup);
        return known == null ? newImg(imgproxy, markup) : List.of(known);
    }

    private List<Element> newImg(Imgproxy imgproxy, Markup markup) {
        return imgproxy.templateErrors()
                .<List<Element>>guard(() -> {
                    Problems refusals = new Problems();
                    refuse(refusals, AttributeReaders.FORMATS, "needs a picture around the image");
                    requireText(refusals);
                    return List.of(markup.cached(
                            imgproxy, newImage(imgproxy, others(), refusals).img()));
                })
                .orElseGet(() -> shown(imgproxy));
    }

    /**
     * The {@code <picture>} element with this as its image.
     *
     * @param sources the results of {@link #sources} for other images; the first whose media query matches is shown
     */
    public List<Element> picture(Imgproxy imgproxy, List<Element> sources) {
        Element known = sources.isEmpty() ? imgproxy.templateMarkup().find(new Markup(PICTURE, attributes)) : null;
        return known == null ? newPicture(imgproxy, sources) : List.of(known);
    }

    private List<Element> newPicture(Imgproxy imgproxy, List<Element> sources) {
        List<Element> content = pictureContent(imgproxy);
        if (content.isEmpty()) {
            return List.of();
        }
        List<Element> children = new ArrayList<>(sources);
        children.addAll(content);
        return List.of(new Element(PICTURE, Map.of(), children));
    }

    /**
     * The children of a {@code <picture>} after those for other images: a {@code <source>} for each format, and the
     * {@code <img>}.
     */
    public List<Element> pictureContent(Imgproxy imgproxy) {
        Markup markup = new Markup(PICTURE, attributes);
        Element known = imgproxy.templateMarkup().find(markup);
        return known == null ? newPictureContent(imgproxy, markup) : known.children();
    }

    private List<Element> newPictureContent(Imgproxy imgproxy, Markup markup) {
        return imgproxy.templateErrors()
                .<List<Element>>guard(() -> {
                    Problems refusals = new Problems();
                    requireText(refusals);
                    Element picture = newImage(imgproxy, others(), refusals).picture();
                    return markup.cached(imgproxy, picture).children();
                })
                .orElseGet(() -> shown(imgproxy));
    }

    /**
     * The {@code <source>} elements that show this image if the media query in {@link #MEDIA} matches. None if the
     * original would be shown, so that the image of the picture is shown instead.
     */
    public List<Element> sources(Imgproxy imgproxy) {
        Markup markup = new Markup("sources", attributes);
        Element known = imgproxy.templateMarkup().find(markup);
        return known == null ? newSources(imgproxy, markup) : known.children();
    }

    private List<Element> newSources(Imgproxy imgproxy, Markup markup) {
        return imgproxy.templateErrors()
                .<List<Element>>guard(() -> {
                    Problems refusals = new Problems();
                    refuse(refusals, ALTERNATIVE_TEXT, "belongs to the image of the picture");
                    refuse(refusals, "type", "is written by imgproxy4j and cannot be given");
                    Map<String, String> others = others();
                    String media = others.remove(MEDIA);
                    if (media == null) {
                        refusals.add(MEDIA + " [not set] must be a media query");
                    }
                    List<Element> sources = newImage(imgproxy, others, refusals).sources(Objects.requireNonNull(media));
                    return markup.cached(imgproxy, new Element(PICTURE, Map.of(), sources))
                            .children();
                })
                .orElseGet(List::of);
    }

    /**
     * The {@code <link rel="preload">} of the image. None if the original would be shown, or if the source is a
     * {@code data:} URL.
     */
    public List<Element> preload(Imgproxy imgproxy) {
        return imgproxy.templateErrors()
                .<List<Element>>guard(() -> {
                    Problems refusals = new Problems();
                    refuse(refusals, ALTERNATIVE_TEXT, "belongs to the image");
                    WRITTEN_BY_PRELOAD.forEach(
                            name -> refuse(refusals, name, "is written by imgproxy4j and cannot be given"));
                    ImageBuilder image = image(imgproxy, others(), refusals);
                    return image.dataUrl() == null ? List.of(image.preload()) : List.of();
                })
                .orElseGet(List::of);
    }

    /** The URLs of the image, for markup that the template writes itself; empty if there is nothing to show. */
    public Optional<ImageView> view(Imgproxy imgproxy) {
        return imgproxy.templateErrors()
                .guard(() -> {
                    Problems refusals = new Problems();
                    others().keySet().forEach(name -> refuse(refusals, name, "must be src or one of " + OPTIONS));
                    refuse(refusals, AttributeReaders.FORMATS, "needs a picture around the image");
                    return image(imgproxy, Map.of(), refusals).view();
                })
                .or(() -> Optional.ofNullable(originalUrl(imgproxy)).map(ImageView::ofOriginal));
    }

    /** The image of a picture with attributes of the {@code <picture>}, which those of the image override. */
    public ImageAttributes asImageOf(ImageAttributes picture) {
        return mergedInto(picture.toBuilder(name -> true));
    }

    /** An image for a media query; it inherits source, formats and sizes from its picture. */
    public ImageAttributes asSourceOf(ImageAttributes picture) {
        return mergedInto(picture.toBuilder(INHERITED::contains));
    }

    private Builder toBuilder(Predicate<String> names) {
        Builder builder = builder();
        attributes.forEach((name, value) -> {
            if (names.test(name)) {
                builder.put(name, value);
            }
        });
        return builder;
    }

    private ImageAttributes mergedInto(Builder inherited) {
        for (int i = 0; i < attributes.size(); i++) {
            if (!isOurs(attributes.name(i)) || !attributes.value(i).isBlank()) {
                inherited.put(attributes.name(i), attributes.value(i));
            }
        }
        return inherited.build();
    }

    /** The builder after all calls, for elements that are cached under the attributes. */
    private ImageBuilder newImage(Imgproxy imgproxy, Map<String, String> others, Problems refusals) {
        return MarkupCache.bypassedBy(image(imgproxy, others, refusals));
    }

    /** The builder after all calls; all refusals are reported together, with earlier ones. */
    private ImageBuilder image(Imgproxy imgproxy, Map<String, String> others, Problems refusals) {
        ImageBuilder image = refusals.attempt(() -> imgproxy.image(source()), () -> imgproxy.image(ANY_PICTURE));
        String[] options = options();
        for (int i = 0; i < options.length; i++) {
            int index = i;
            String value = options[i];
            if (value != null && !value.isEmpty()) {
                refusals.attempt(() -> AttributeReaders.apply(image, index, value));
            }
        }
        others.forEach((name, value) -> refusals.attempt(() -> {
            AttributeNames.requireNotMistyped(name, value);
            image.attribute(name, value);
        }));
        refusals.enforce();
        return image;
    }

    /** The values of the options in the order in which they apply; null for those that are not given. */
    private @Nullable String[] options() {
        @Nullable String[] options = new @Nullable String[OPTIONS.size()];
        for (int i = 0; i < attributes.size(); i++) {
            int index = AttributeReaders.indexOf(attributes.name(i));
            if (index >= 0) {
                options[index] = attributes.value(i).strip();
            }
        }
        return options;
    }

    private String sourceOrEmpty() {
        return Objects.requireNonNullElse(attributes.find(SOURCE), "");
    }

    private String source() {
        String source = sourceOrEmpty();
        if (source.isBlank()) {
            throw new ImgproxyException("src [" + source + "] must name the source of the image");
        }
        return source;
    }

    private void requireText(Problems refusals) {
        if (attributes.find(ALTERNATIVE_TEXT) == null) {
            refusals.add("alt [not set] must be given; alt=\"\" marks a decorative image");
        }
    }

    private void refuse(Problems refusals, String name, String rule) {
        String value = attributes.find(name);
        if (value != null && !(isOurs(name) && value.isBlank())) {
            refusals.add(name + " [" + value + "] " + rule);
        }
    }

    /** The attributes that pass through. */
    private Map<String, String> others() {
        Map<String, String> others = new LinkedHashMap<>();
        String text = attributes.find(ALTERNATIVE_TEXT);
        if (text != null) {
            others.put(ALTERNATIVE_TEXT, text);
        }
        attributes.forEach((name, value) -> {
            if (!isOurs(name)) {
                others.put(name, value);
            }
        });
        return others;
    }

    private static boolean isOurs(String name) {
        return name.equals(SOURCE) || AttributeReaders.indexOf(name) >= 0;
    }

    /** The original as an element, with all attributes that may be printed. */
    private List<Element> shown(Imgproxy imgproxy) {
        String url = originalUrl(imgproxy);
        if (url == null) {
            return List.of();
        }
        Map<String, String> printed = new LinkedHashMap<>(Map.of(SOURCE, url));
        others().forEach((name, value) -> {
            if (WrittenAttributes.isFree(name)) {
                printed.put(name, value);
            }
        });
        return List.of(new Element("img", printed, List.of()));
    }

    private @Nullable String originalUrl(Imgproxy imgproxy) {
        return imgproxy.templateErrors().originalUrl(sourceOrEmpty());
    }

    /** Equal when the attributes are and their order is. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ImageAttributes that && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }

    /**
     * Markup as a template describes it.
     *
     * @param kind what is made of the attributes
     * @param attributes all of them, as everything else is fixed for an {@link Imgproxy}
     */
    private record Markup(String kind, NamedTexts attributes) {
        Element cached(Imgproxy imgproxy, Element element) {
            return imgproxy.templateMarkup().put(this, attributes.characters(), element);
        }
    }

    /** Collects attributes. Not thread-safe. */
    public static final class Builder {
        private NamedTexts attributes = new NamedTexts();
        private boolean built;

        private Builder() {}

        /**
         * Adds an attribute, or replaces the value of one that was added before.
         *
         * @param name converted to lower case
         * @param value unescaped
         */
        public Builder put(String name, String value) {
            Objects.requireNonNull(value, name);
            if (built) {
                attributes = attributes.copy();
                built = false;
            }
            attributes.put(name.toLowerCase(Locale.ROOT), value);
            return this;
        }

        /** Whether an attribute of this name, in lower case, was added. */
        public boolean has(String name) {
            return attributes.find(name) != null;
        }

        /** The image; calls on this builder do not change it. */
        public ImageAttributes build() {
            built = true;
            return new ImageAttributes(attributes);
        }
    }
}
