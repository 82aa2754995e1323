package io.github.imgproxy4j.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What is asked of this processor and of imgproxy alike.
 *
 * @param source the name of a file of {@link ComparedFiles}
 * @param options as in a path; empty: none
 * @param format of the result; empty: not asked for
 */
record ComparedRequest(String source, String options, String format) {
    /** Of every file. */
    private static final List<String> OF_ALL = List.of("", "rs:fit:60:50", "rs:fill:50:60");

    private static final List<String> SIZES = List.of(
            "rs:fit:100:100",
            "rs:fill:100:100",
            "rs:fill:77:33",
            "rs:fill-down:100:100",
            "rs:fill-down:400:100",
            "rs:fill-down:100:400",
            "rs:force:70:130",
            "rs:auto:100:50",
            "rs:auto:50:100",
            "w:77",
            "h:77",
            "w:500",
            "w:500/el:1",
            "rs:fit:500:500:1",
            "rs:fill:500:500:1",
            "mw:150/w:60",
            "mh:150/w:60",
            "mw:300/mh:300/rs:fit:60:60",
            "z:0.5/w:100",
            "z:1.7/w:100",
            "z:0.5:2/w:100",
            "dpr:2/w:60",
            "dpr:0.5/w:100",
            "dpr:3/w:200",
            "mrd:50",
            "mrd:50/w:100/pd:20",
            "w:1",
            "h:1");

    private static final List<String> PLACES = List.of(
            "rs:fill:80:80/g:no",
            "rs:fill:80:80/g:so",
            "rs:fill:80:80/g:ea",
            "rs:fill:80:80/g:we",
            "rs:fill:80:80/g:noea",
            "rs:fill:80:80/g:nowe",
            "rs:fill:80:80/g:soea",
            "rs:fill:80:80/g:sowe",
            "rs:fill:80:80/g:ce:7:3",
            "rs:fill:80:80/g:no:5:9",
            "rs:fill:80:80/g:soea:11:3",
            "rs:fill:80:80/g:noea:0.1:0.2",
            "rs:fill:80:80/g:fp:0.3:0.7",
            "rs:fill:80:80/g:fp:0:1",
            "rs:fill:60:110/g:fp:0.8:0.2",
            "rs:fill:60:110/g:sm",
            "rs:fill:60:60/g:ea:4:0/dpr:2");

    private static final List<String> CROPS = List.of(
            "c:101:83",
            "c:100:82",
            "c:101:83:nowe",
            "c:101:83:nowe:13:7/w:60",
            "c:101:83:soea:13:7/w:33",
            "c:0.5:0.33",
            "c:0.7:0.7:ce:5:3/rs:fill:50:50",
            "c:50:50:soea/w:25",
            "c:120:0:ea",
            "c:0:77:no:3:4/w:50",
            "c:99:77:fp:0.3:0.6/w:33",
            "c:98:76:fp:0.31:0.62",
            "c:1:1",
            "c:1000:50",
            "c:51:43",
            "c:50:44:nowe:7:3/w:13",
            "c:51:43:soea:5:9/w:11",
            "c:50:43:ce:3:-5/rs:fill:12:10",
            "c:33:29:fp:0.3:0.6/w:9",
            "c:0.6:0.4:ea:0.1:0/w:20",
            "c:90:90:sm/w:45",
            "c:130:90:we:0.1:0/rs:fill:41:43/g:so:0:2");

    private static final List<String> ROOM = List.of(
            "rs:fit:100:100/ex:1",
            "rs:fit:100:100/ex:1:no",
            "rs:fit:100:100/ex:1:soea:3:4/bg:f00",
            "rs:fit:300:300/ex:1",
            "rs:fit:300:300/ex:1:fp:0.2:0.9",
            "rs:fit:100:100/exar:1",
            "rs:fit:300:200/exar:1:so",
            "w:60/pd:10",
            "w:60/pd:1:2:3:4/dpr:2",
            "w:60/pd:5:9/bg:306090",
            "rs:fit:60:60/ex:1/pd:7/bg:fff",
            "bg:ff8800",
            "w:60/bg:0f0");

    private static final List<String> TURNS = List.of(
            "rot:90",
            "rot:180/w:50",
            "rot:270/rs:fill:60:90/g:no",
            "rot:90/c:101:83/w:50",
            "fl:1:0/w:50",
            "fl:0:1/w:50",
            "fl:1:1/rot:90/w:50",
            "ar:0/w:50",
            "ar:0/rot:90/rs:fill:40:60",
            "rot:45");

    private static final List<String> FILTERS = List.of(
            "w:90/bl:2",
            "w:90/bl:0.5",
            "bl:8",
            "w:90/sh:0.5",
            "w:90/sh:2",
            "w:90/pix:5",
            "w:90/bl:2/sh:1",
            "w:90/bl:1/pd:8/bg:fff",
            "t:10",
            "t:10:ffffff/w:50",
            "t:0",
            "t:10::1:1/w:50");

    private static final List<String> LIMITS = List.of(
            "msr:0.01",
            "msfs:1000",
            "sm:0/w:60",
            "kcr:0/w:60",
            "scp:0/w:60",
            "skp:jpg:png:gif:webp",
            "cb:1/w:60",
            "exp:1/w:60",
            "fn:x/w:60",
            "pr:nothing");

    private static final List<String> WRONG = List.of(
            "w:-1",
            "w:x",
            "rs:big:1:1",
            "c:-5:5",
            "g:xx",
            "q:101",
            "rot:91",
            "bl:-1",
            "pd:-1",
            "dpr:0",
            "z:0",
            "el:2",
            "bg:12345",
            "nothing:1",
            "mw:-1",
            "t:x",
            "ex:1:zz");

    private static final List<String> QUALITIES =
            List.of("q:1", "q:30", "q:95", "mb:1500", "fq:jpg:40:webp:40", "w:60/q:60");

    /** All of them, in the same order each time. */
    static List<ComparedRequest> all(Collection<String> sources) {
        List<ComparedRequest> all = new ArrayList<>();
        for (String source : sources) {
            add(all, source, OF_ALL, "png");
            add(all, source, List.of("w:80"), "", "jpg", "webp", "gif");
        }
        for (String source :
                List.of("waves.jpg", "waves.png", "clear.png", "clear.webp", "waves.webp", "turned-6.jpg")) {
            add(all, source, SIZES, "png");
            add(all, source, PLACES, "png");
            add(all, source, CROPS, "png");
            add(all, source, ROOM, "png");
            add(all, source, TURNS, "png");
            add(all, source, FILTERS, "png");
        }
        for (int orientation = 1; orientation <= 8; orientation++) {
            add(all, "odd-turned-" + orientation + ".jpg", CROPS, "png");
            add(all, "odd-turned-" + orientation + ".jpg", PLACES.subList(9, 14), "png");
            add(all, "turned-" + orientation + ".jpg", TURNS, "png");
        }
        for (String source : List.of("moving.gif", "plays-2.webp")) {
            add(all, source, SIZES.subList(0, 12), "gif", "webp");
            add(all, source, CROPS.subList(0, 6), "gif");
            add(all, source, ROOM, "gif");
            add(all, source, TURNS, "webp");
            add(all, source, FILTERS.subList(0, 8), "webp");
        }
        add(all, "palette-16.png", SIZES, "");
        add(all, "clear-palette.png", SIZES, "");
        add(all, "box.png", FILTERS.subList(8, 12), "png", "jpg");
        for (String source : List.of("waves.jpg", "clear.png", "moving.gif")) {
            add(all, source, QUALITIES, "jpg", "webp", "png");
            add(all, source, LIMITS, "", "webp");
        }
        add(all, "waves.jpg", WRONG, "png");
        add(all, "waves.jpg", List.of("w:40"), "tiff", "bmp", "ico", "avif", "svg", "xyz");
        add(all, "plain.svg", List.of("w:40"), "svg");
        add(all, "missing.jpg", List.of("w:40"), "png");
        return all.stream().distinct().toList();
    }

    private static void add(List<ComparedRequest> all, String source, List<String> options, String... formats) {
        for (String option : options) {
            for (String format : formats) {
                all.add(new ComparedRequest(source, option, format));
            }
        }
    }

    /** Below the signature. */
    String path() {
        return (options.isEmpty() ? "" : "/" + options) + "/plain/local:///" + source
                + (format.isEmpty() ? "" : "@" + format);
    }

    @Override
    public String toString() {
        return source + " [" + options + "] to " + (format.isEmpty() ? "any" : format);
    }
}
