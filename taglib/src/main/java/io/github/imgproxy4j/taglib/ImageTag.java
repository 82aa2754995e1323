package io.github.imgproxy4j.taglib;

import io.github.imgproxy4j.template.ImageAttributes;
import org.jspecify.annotations.Nullable;

/** A tag that describes an image, with the common attributes. Unless stated otherwise, an attribute is a string. */
abstract class ImageTag extends MarkupTag {
    private final ImageAttributes.Builder attributes = ImageAttributes.builder();

    ImageTag(String name) {
        super(name);
    }

    @Override
    final void putText(String attribute, String value) {
        attributes.put(attribute, value);
    }

    /** The image of the attributes that were set. */
    final ImageAttributes image() {
        return attributes.build();
    }

    /** The source of the image. */
    public void setSrc(@Nullable String source) {
        put("src", source);
    }

    /** The name of a preset. */
    public void setPreset(@Nullable String name) {
        put("preset", name);
    }

    /** Type, width and height, {@code fill:300:200}. */
    public void setResize(@Nullable String box) {
        put("resize", box);
    }

    /** Width and height, {@code 300:200}. */
    public void setSize(@Nullable String box) {
        put("size", box);
    }

    /** The part of the source to use, {@code 400:300:noea}. */
    public void setCrop(@Nullable String area) {
        put("crop", area);
    }

    /** The part that cropping keeps, {@code noea} or {@code fp:0.5:0.3}. */
    public void setGravity(@Nullable String anchor) {
        put("gravity", anchor);
    }

    /** Whether a small source is enlarged, {@code true} or {@code false}. */
    public void setEnlarge(@Nullable String allowed) {
        put("enlarge", allowed);
    }

    /** Whether a small result is padded to its box, {@code true} or {@code false}. */
    public void setExtend(@Nullable String allowed) {
        put("extend", allowed);
    }

    /** Padding around the result, {@code 10:20}. */
    public void setPadding(@Nullable String pixels) {
        put("padding", pixels);
    }

    /** Removes a border of one colour, with a threshold, {@code 10}. */
    public void setTrim(@Nullable String threshold) {
        put("trim", threshold);
    }

    /** The rotation in degrees, clockwise. */
    public void setRotate(@Nullable String degrees) {
        put("rotate", degrees);
    }

    /** The strength of the blur. */
    public void setBlur(@Nullable String sigma) {
        put("blur", sigma);
    }

    /** The strength of the sharpening. */
    public void setSharpen(@Nullable String sigma) {
        put("sharpen", sigma);
    }

    /** The server's watermark, {@code 0.5:soea}. */
    public void setWatermark(@Nullable String mark) {
        put("watermark", mark);
    }

    /** The quality of a lossy result, 1 to 100. */
    public void setQuality(@Nullable String percent) {
        put("quality", percent);
    }

    /** The background of transparent pixels, {@code ffffff}. */
    public void setBackground(@Nullable String hex) {
        put("background", hex);
    }

    /** The factor by which every size is multiplied. */
    public void setDpr(@Nullable String factor) {
        put("dpr", factor);
    }

    /** A text that changes the URLs when the source has changed. */
    public void setCachebuster(@Nullable String version) {
        put("cachebuster", version);
    }

    /** The expiry of the proxy URL: seconds since 1970, or an instant. */
    public void setExpires(@Nullable Object seconds) {
        put("expires", seconds);
    }

    /** Further options as in a path, {@code pix:8/sm:1}. */
    public void setOptions(@Nullable String path) {
        put("options", path);
    }

    /** The format of the result, {@code webp}. */
    public void setFormat(@Nullable String name) {
        put("format", name);
    }

    /** The densities of the {@code srcset}: {@code 1,2}, or a collection. */
    public void setDensities(@Nullable Object factors) {
        put("densities", factors);
    }

    /** The widths of the {@code srcset}: {@code 320,640}, or a collection. */
    public void setWidths(@Nullable Object pixels) {
        put("widths", pixels);
    }

    /** The widths of the {@code srcset} by tolerated waste, {@code 320:1280:0.3}. */
    public void setLadder(@Nullable String steps) {
        put("ladder", steps);
    }

    /** The {@code sizes} attribute: the width of the image on the page. */
    public void setSizes(@Nullable String lengths) {
        put("sizes", lengths);
    }
}
