package io.github.imgproxy4j.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.error.ImgproxyException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every option refuses where it is given as text, with the exact words. */
class OptionTextRefusalTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "el:yes | el:yes: [yes] must be 1 or 0",
                "ar:yes | ar:yes: [yes] must be 1 or 0",
                "sm:yes | sm:yes: [yes] must be 1 or 0",
                "kcr:yes | kcr:yes: [yes] must be 1 or 0",
                "scp:yes | scp:yes: [yes] must be 1 or 0",
                "ph:yes | ph:yes: [yes] must be 1 or 0",
                "eth:yes | eth:yes: [yes] must be 1 or 0",
                "raw:yes | raw:yes: [yes] must be 1 or 0",
                "att:yes | att:yes: [yes] must be 1 or 0",
                "da:yes | da:yes: [yes] must be 1 or 0",
                "vtk:yes | vtk:yes: [yes] must be 1 or 0",
                "bc:yes | bc:yes: [yes] must be 1 or 0",
                "w:1.5 | w:1.5: [1.5] must be a whole number",
                "h:1.5 | h:1.5: [1.5] must be a whole number",
                "mw:1.5 | mw:1.5: [1.5] must be a whole number",
                "mh:1.5 | mh:1.5: [1.5] must be a whole number",
                "rot:1.5 | rot:1.5: [1.5] must be a whole number",
                "pix:1.5 | pix:1.5: [1.5] must be a whole number",
                "q:1.5 | q:1.5: [1.5] must be a whole number",
                "mb:1.5 | mb:1.5: [1.5] must be a whole number",
                "exp:1.5 | exp:1.5: [1.5] must be a whole number",
                "msfs:1.5 | msfs:1.5: [1.5] must be a whole number",
                "maf:1.5 | maf:1.5: [1.5] must be a whole number",
                "mrd:1.5 | mrd:1.5: [1.5] must be a whole number",
                "br:1.5 | br:1.5: [1.5] must be a whole number",
                "pg:1.5 | pg:1.5: [1.5] must be a whole number",
                "pgs:1.5 | pgs:1.5: [1.5] must be a whole number",
                "z:much | z:much: [much] must be a number",
                "dpr:much | dpr:much: [much] must be a number",
                "t:much | t:much: [much] must be a number",
                "bl:much | bl:much: [much] must be a number",
                "sh:much | sh:much: [much] must be a number",
                "wm:much | wm:much: [much] must be a number",
                "msr:much | msr:much: [much] must be a number",
                "mafr:much | mafr:much: [much] must be a number",
                "car:much | car:much: [much] must be a number",
                "crop_objects:much | crop_objects:much: [much] must be a number",
                "bga:much | bga:much: [much] must be a number",
                "contrast:much | contrast:much: [much] must be a number",
                "sa:much | sa:much: [much] must be a number",
                "mc:much | mc:much: [much] must be a number",
                "dt:much | dt:much: [much] must be a number",
                "ba:much | ba:much: [much] must be a number",
                "pbl:much | pbl:much: [much] must be a number",
                "bd:much | bd:much: [much] must be a number",
                "col:much | col:much: [much] must be a number",
                "gr:much | gr:much: [much] must be a number",
                "wmr:much | wmr:much: [much] must be a number",
                "wmsh:much | wmsh:much: [much] must be a number",
                "dpi:much | dpi:much: [much] must be a number",
                "vts:much | vts:much: [much] must be a number",
                "vtt:much | vtt:much: [much] must be a number",
                "vta:much | vta:much: [much] must be a number",
                "c:much | c:much: [much] must be a number",
                "wmu:a | wmu:a: [a] must be URL-safe Base64 of a text in UTF-8",
                "wmt:a | wmt:a: [a] must be URL-safe Base64 of a text in UTF-8",
                "st:a | st:a: [a] must be URL-safe Base64 of a text in UTF-8",
                "fiu:a | fiu:a: [a] must be URL-safe Base64 of a text in UTF-8",
                "fn:_w:1 | fn:_w:1: [_w] must be URL-safe Base64 of a text in UTF-8",
                "w: | w:: argument 1 must not be empty",
                "q: | q:: argument 1 must not be empty",
                "el: | el:: argument 1 must not be empty",
                "rt: | rt:: argument 1 must not be empty",
                "f: | f:: argument 1 must not be empty",
                "ra: | ra:: argument 1 must not be empty",
                "icc: | icc:: argument 1 must not be empty",
                "avifo: | avifo:: argument 1 must not be empty",
                "hs: | hs:: argument 1 must not be empty",
                "g: | g:: argument 1 must not be empty",
                "op: | op:: argument 1 must not be empty",
                "exp: | exp:: argument 1 must not be empty",
                "rs:stretch:1:1 | resizing type [stretch] must be one of fit, fill, fill-down, force, auto",
                "rs:fit::1:maybe | rs:fit::1:maybe: [maybe] must be 1 or 0",
                "rs:fit:1:1:1:1:no:1:1:1 | rs:fit:1:1:1:1:no:1:1:1: must have at most 8 arguments, not 9",
                "s:1:1:1:1:no:1:1:1 | s:1:1:1:1:no:1:1:1: must have at most 7 arguments, not 8",
                "rs:fit:1:1:1:1:sm | extend anchor [[sm]] must be a side, a corner, the centre or a focus point",
                "rs:fit:1:1:1:1:up | rs:fit:1:1:1:1:up: [up] must be one of no, so, ea, we, noea, nowe, soea, sowe, ce",
                "ex:1:no:1:1:1 | ex:1:no:1:1:1: must have at most 4 arguments, not 5",
                "exar:2 | exar:2: [2] must be 1 or 0",
                "g:north | g:north: [north] must be one of no, so, ea, we, noea, nowe, soea, sowe, ce",
                "g:sm:1 | g:sm:1: must have at most 1 argument, not 2",
                "g:fp:1 | g:fp:1: argument 3 must not be empty",
                "g:objw:face | g:objw:face: argument 3 must not be empty",
                "c::100 | c::100: argument 1 must not be empty",
                "c:100::no | c:100::no: argument 2 must not be empty",
                "t:1:fff:1:1:1 | t:1:fff:1:1:1: must have at most 4 arguments, not 5",
                "pd:1:2:3:4:5 | pd:1:2:3:4:5: must have at most 4 arguments, not 5",
                "fl:1:0:1 | fl:1:0:1: must have at most 2 arguments, not 3",
                "bg:1:2 | bg:1:2: argument 3 must not be empty",
                "bg:1:2:3:4 | bg:1:2:3:4: must have at most 3 arguments, not 4",
                "wm:1:middle | wm:1:middle: [middle] must be one of no, so, ea, we, noea, nowe, soea, sowe, ce, re, ch",
                "wm:1:ce:0:0:0 | watermark scale [0.0] must be greater than 0",
                "q:1:2 | q:1:2: must have at most 1 argument, not 2",
                "q:99999999999 | q:99999999999: [99999999999] must be a whole number from -2147483648 to 2147483647",
                "q:101 | quality [101] must be from 0 to 100",
                "fq:webp | fq:webp: argument 2 must not be empty",
                "skp:gif::png | skip processing [] must be one of [avif, bmp, gif, heic, ico, jpeg, jpg, jxl, pdf, png, psd, svg, tiff, webp] in lower case",
                "cb:a:b | cb:a:b: must have at most 1 argument, not 2",
                "exp:9223372036854775807 | exp:9223372036854775807: [9223372036854775807] must be a moment that Java knows, in seconds since 1970",
                "exp:9223372036854775808 | exp:9223372036854775808: [9223372036854775808] must be a whole number from -9223372036854775808 to 9223372036854775807",
                "exp:-1 | expires [1969-12-31T23:59:59Z] must not be before 1970-01-01T00:00:00Z, which imgproxy ignores",
                "fn:a:1:1 | fn:a:1:1: must have at most 2 arguments, not 3",
                "pr: | preset [[]] must have at least one name",
                "ra:best | ra:best: [best] must be one of nearest, linear, cubic, lanczos2, lanczos3",
                "a:bright | a:bright: [bright] must be a whole number",
                "ush:often | ush:often: [often] must be one of auto, none, always",
                "ba:1:0:0:1 | ba:1:0:0:1: argument 5 must not be empty",
                "gr:1:fff:north | direction [north] must be down, up, right, left or a number of degrees",
                "dt:1:fff:fff:fff | dt:1:fff:fff:fff: must have at most 3 arguments, not 4",
                "wms:1:2:3 | wms:1:2:3: must have at most 2 arguments, not 3",
                "cp:a:b | cp:a:b: must have at most 1 argument, not 2",
                "aq:best | aq:best: [best] must be one of none, size, dssim, ml",
                "jpgo:1:1:1:1:1:9 | jpeg options quant table [9] must be from 0 to 8",
                "pngo:1:1:1 | png options colors [1] must be from 2 to 256",
                "webpo:lossy:1:cat | webpo:lossy:1:cat: [cat] must be one of default, photo, picture, drawing, icon, text",
                "avifo:444 | avifo:444: [444] must be one of auto, on, off",
                "vtt:1:5 | video thumbnail tile rows [0] must be 1 or more",
                "vta:1:1:1:1:1:1:1:1:1:1:1 | vta:1:1:1:1:1:1:1:1:1:1:1: must have at most 10 arguments, not 11",
                "hs:md4:1 | hs:md4:1: [md4] must be one of none, md5, sha1, sha256, sha512",
                "ct: | cache tags [[]] must have at least one name",
                "dd:yes | dd:yes: [yes] must be 1 or 0",
                "bl:0x1p3 | bl:0x1p3: [0x1p3] must be a number",
                "bl:NaN | bl:NaN: [NaN] must be a number",
                "bl:1e999 | blur [Infinity] must be a finite number"
            })
    void aBadTextIsRefused(String text, String message) {
        assertThatThrownBy(() -> ProcessingOption.parse(text))
                .isInstanceOf(ImgproxyException.class)
                .hasMessage(message);
        assertThatThrownBy(
                        () -> ProcessingOption.parse(text.replace(':', ','), OptionSyntax.DEFAULT.withSeparator(",")))
                .hasMessage(message);
    }

    /** For an option that is added without a row above: none takes no argument as well as twelve of nonsense. */
    @Test
    void everyOptionRefusesSomeText() {
        List<OptionName> tolerant = Arrays.stream(OptionName.values())
                .filter(name -> isAccepted(name.shortName() + ":") && isAccepted(name.shortName() + ":x".repeat(12)))
                .toList();

        assertThat(tolerant).isEmpty();
    }

    private static boolean isAccepted(String text) {
        try {
            ProcessingOption.parse(text);
            return true;
        } catch (ImgproxyException refused) {
            return false;
        }
    }
}
