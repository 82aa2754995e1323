package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.option.Anchor;
import io.github.imgproxy4j.option.Compass;
import io.github.imgproxy4j.option.Crop;
import io.github.imgproxy4j.option.HashsumType;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InfoBuilderTest {
    private static final Imgproxy SIGNED =
            Imgproxy.builder().key("736563726574").salt("68656C6C6F").build();

    static Stream<Arguments> calls() {
        return Stream.of(
                call(info -> info.size(true), "s:1", "size:1"),
                call(info -> info.format(false), "f:0", "format:0"),
                call(info -> info.dimensions(true), "d:1", "dimensions:1"),
                call(info -> info.exif(false), "exif:0", "exif:0"),
                call(info -> info.exifWithCanonicalNames(), "exif:1:1", "exif:1:1"),
                call(info -> info.iptc(false), "iptc:0", "iptc:0"),
                call(info -> info.xmp(false), "xmp:0", "xmp:0"),
                call(info -> info.videoMeta(false), "vm:0", "video_meta:0"),
                call(info -> info.detectObjects(true), "do:1", "detect_objects:1"),
                call(info -> info.classify(3), "cl:3", "classify:3"),
                call(info -> info.classify(3, "cat", "dog"), "cl:3:cat:dog", "classify:3:cat:dog"),
                call(info -> info.colorspace(true), "cs:1", "colorspace:1"),
                call(info -> info.bands(true), "b:1", "bands:1"),
                call(info -> info.sampleFormat(true), "sf:1", "sample_format:1"),
                call(info -> info.pagesNumber(true), "pn:1", "pages_number:1"),
                call(info -> info.alpha(true), "a:1", "alpha:1"),
                call(info -> info.alphaWithTransparencyCheck(), "a:1:1", "alpha:1:1"),
                call(info -> info.crop(new Crop(0.5, 0, Anchor.toward(Compass.NORTH))), "c:0.5:0:no", "crop:0.5:0:no"),
                call(info -> info.objectsPosition(Anchor.toward(Compass.NORTH)), "op:no", "objects_position:no"),
                call(info -> info.palette(8), "p:8", "palette:8"),
                call(info -> info.palette(0), "p:0", "palette:0"),
                call(info -> info.averageWithTransparentPixels(), "avg:1:0", "average:1:0"),
                call(info -> info.dominantColors(true), "dc:1", "dominant_colors:1"),
                call(info -> info.average(true), "avg:1", "average:1"),
                call(info -> info.dominantColorsWithMissingBuilt(), "dc:1:1", "dominant_colors:1:1"),
                call(info -> info.blurhash(4, 3), "bh:4:3", "blurhash:4:3"),
                call(info -> info.thumbHash(true), "th:1", "thumb_hash:1"),
                call(info -> info.perceptualHash(true), "phash:1", "perceptual_hash:1"),
                call(
                        info -> info.calcHashsums(HashsumType.MD5, HashsumType.SHA256),
                        "chs:md5:sha256",
                        "calc_hashsums:md5:sha256"),
                call(info -> info.page(2), "pg:2", "page:2"),
                call(info -> info.videoThumbnailSecond(1.5), "vts:1.5", "video_thumbnail_second:1.5"),
                call(info -> info.videoThumbnailKeyframes(true), "vtk:1", "video_thumbnail_keyframes:1"),
                call(info -> info.cachebuster("v2"), "cb:v2", "cachebuster:v2"),
                call(info -> info.bypassCache(true), "bc:1", "bypass_cache:1"),
                call(info -> info.cacheTags("a", "b"), "ct:a:b", "cache_tags:a:b"),
                call(info -> info.expires(Instant.ofEpochSecond(9)), "exp:9", "expires:9"),
                call(info -> info.serverPreset("a", "b"), "pr:a:b", "preset:a:b"),
                call(info -> info.hashsum(HashsumType.NONE, ""), "hs:none", "hashsum:none"),
                call(info -> info.maxSrcResolution(16), "msr:16", "max_src_resolution:16"),
                call(info -> info.maxSrcFileSize(9), "msfs:9", "max_src_file_size:9"),
                call(info -> info.option("new", 1, true, null, "x"), "new:1:1::x", "new:1:1::x"));
    }

    private static Arguments call(Consumer<InfoBuilder> call, String shortSegment, String longSegment) {
        return Arguments.of(call, shortSegment, longSegment);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void callWritesItsOption(Consumer<InfoBuilder> call, String shortSegment, String longSegment) {
        assertThat(path(unsigned().build(), call)).isEqualTo("/" + shortSegment + "/bG9jYWw6Ly8vYS5wbmc");
        assertThat(path(unsigned().longOptionNames(true).build(), call))
                .isEqualTo("/" + longSegment + "/bG9jYWw6Ly8vYS5wbmc");
    }

    @Test
    void signatureDoesNotCoverTheEndpoint() {
        SignedPath path = SIGNED.info("local:///a.png").size(true).signedPath();
        SignedPath same =
                SIGNED.image("local:///a.png").option("exif", 0).urls().signedPath();

        assertThat(SIGNED.info("local:///a.png").option("exif", 0).signedPath().text())
                .isEqualTo("/info" + same.text());
        assertThat(SIGNED.info("local:///a.png").size(true).url()).isEqualTo("/img" + path.text());
        assertThat(SIGNED.verify(path.text().substring("/info".length())).outcome())
                .isEqualTo(Verification.Outcome.VERIFIED);
        assertThat(path).hasToString("/info/***/s:1/bG9jYWw6Ly8vYS5wbmc");
    }

    @Test
    void itsPathIsVerifiedAsWhatItIs() {
        SignedPath path = SIGNED.info("local:///a.png").size(true).signedPath();
        Imgproxy unsigned = unsigned().build();
        SignedPath unsignedPath = unsigned.info("local:///a.png").size(true).signedPath();

        Verification verification = SIGNED.verify(path.text().replace(":", "%3A") + "?v=1");
        assertThat(verification.outcome()).isEqualTo(Verification.Outcome.VERIFIED);
        assertThat(verification.signedPath()).isEqualTo(path);
        assertThat(verification.signedPath().isInfo()).isTrue();
        assertThat(SIGNED.sourceOf(path)).isEqualTo("local:///a.png");
        assertThat(unsigned.verify(unsignedPath.text()).signedPath()).isEqualTo(unsignedPath);
        assertThat(SIGNED.verify(path.text().substring("/info".length()))
                        .signedPath()
                        .isInfo())
                .isFalse();
        assertThat(SIGNED.verify("/info" + path.text()).outcome()).isEqualTo(Verification.Outcome.FORBIDDEN);
        assertThat(SIGNED.verify("/info/" + path.signature()).outcome()).isEqualTo(Verification.Outcome.MALFORMED);
        assertThat(SIGNED.verify("/info/").outcome()).isEqualTo(Verification.Outcome.MALFORMED);
    }

    @Test
    void imageAndInfoOfOnePathDiffer() {
        SignedPath info = SIGNED.info("local:///a.png").signedPath();
        SignedPath image = SIGNED.image("local:///a.png").urls().signedPath();

        assertThat(info)
                .isNotEqualTo(image)
                .isEqualTo(SIGNED.info("local:///a.png").signedPath());
        assertThat(SIGNED.key(info)).isNotEqualTo(SIGNED.key(image));
        assertThat(unsigned().build().info("local:///a.png").url()).startsWith("/img/info/unsafe/");
    }

    @Test
    void separatorOfTheServerIsUsed() {
        assertThat(path(unsigned().argumentsSeparator(",").build(), info -> info.blurhash(4, 3)))
                .startsWith("/bh,4,3/");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1, 257})
    void paletteOfNoOrTwoTo256Colours(int colors) {
        assertThatThrownBy(() -> SIGNED.info("local:///a.png").palette(colors))
                .isInstanceOf(ImgproxyException.class)
                .hasMessage("palette [" + colors + "] must be from 2 to 256");
    }

    @Test
    void badValuesAreRefused() {
        InfoBuilder info = SIGNED.info("local:///a.png");

        assertThatThrownBy(() -> info.blurhash(0, 3)).hasMessage("blurhash x [0] must be from 1 to 9");
        assertThatThrownBy(() -> info.blurhash(3, 10)).hasMessage("blurhash y [10] must be from 1 to 9");
        assertThatThrownBy(() -> info.classify(-1)).hasMessageStartingWith("classify [-1] must be from 0");
        assertThatThrownBy(() -> info.classify(1, "a/b")).hasMessageContaining("[a/b]");
        assertThatThrownBy(() -> info.option("a:b", 1)).hasMessageContaining("option name [a:b]");
        assertThatThrownBy(() -> SIGNED.info(" ")).hasMessageStartingWith("source [ ]");
    }

    private static String path(Imgproxy imgproxy, Consumer<InfoBuilder> call) {
        InfoBuilder info = imgproxy.info("local:///a.png");
        call.accept(info);
        return info.signedPath().path();
    }

    private static Imgproxy.Builder unsigned() {
        return Imgproxy.builder().allowUnsigned(true);
    }
}
