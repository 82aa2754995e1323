package io.github.imgproxy4j;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts that try to leave the place where they are put. */
final class HostileTexts {
    private static final int LENGTH = 100 * 1024;

    private HostileTexts() {}

    static List<String> all() {
        List<String> texts = new ArrayList<>(List.of(
                "",
                " ",
                "\"",
                "'",
                "`",
                "<",
                ">",
                "&",
                "=",
                "/",
                "\\",
                "\"><script>alert(1)</script>",
                "'><img src=x onerror=alert(1)>",
                "`onload=alert(1)`",
                "\" onerror=\"alert(1)",
                "' onerror='alert(1)",
                " onerror=alert(1) ",
                "x/onerror=alert(1)",
                "--><svg onload=alert(1)>",
                "]]><svg onload=alert(1)>",
                "</picture></textarea></title></style></script><script>alert(1)</script>",
                "<!--",
                "<![CDATA[",
                "<?php",
                "<%= 1 %>",
                "${7*7} #{7*7} *{7*7} @{x} ~{x} [[7*7]] [(7*7)]",
                "{{constructor.constructor('alert(1)')()}}",
                "&quot;&#34;&#x22;&quot &amp;amp;",
                "&lt;script&gt;",
                "&#0;&#x110000;&NotAnEntity;",
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "java\tscript:alert(1)",
                "\u0001javascript:alert(1)",
                "vbscript:msgbox(1)",
                "data:text/html,<script>alert(1)</script>",
                "data:image/svg+xml,<svg onload=alert(1)>, x.png 2x\"'>",
                "local:///\"><script>alert(1)</script>",
                "//evil.example/x.png",
                "https://example.com/a b,c 1x, d.png 2x",
                "https://user:secret@example.com/cat.jpg?a=1&b=\"2\"#f",
                "https://example.com/%00%0d%0a%22%3E/../..//x",
                "s3://bucket/ключ/鍵.jpg",
                "a\tb\nc\rd\fe\u000Bf",
                "line\r\nSet-Cookie: a=b",
                "\u0000",
                "a\u0000b",
                "\u0080\u0085\u009F",
                "\u2028\u2029\uFEFF",
                "\uFFFE\uFFFF\uFFFD",
                "\uD83F\uDFFE\uD83F\uDFFF",
                "\u202Egnp.x\u202C \u2066\u2067\u2068\u2069 \u200E\u200F\u061C",
                "\u200B\u00AD\u034F",
                "e\u0301 \u00E9 \uFF02\uFF1E\uFF1C\uFF07",
                "\u0130\u0131\u017F\u212A",
                "\uD83D\uDC08 a cat",
                "\uD83D",
                "\uDC08",
                "\uDC08\uD83D",
                "a\uD83Db\uDC08c",
                "%",
                "%zz%",
                "%22%3E%3Cscript%3E",
                "+ %2B %20"));
        texts.add("<\"'`&>".repeat(LENGTH / 6));
        texts.add("a/".repeat(LENGTH / 2));
        texts.add("9".repeat(LENGTH));
        texts.add("\uD83D\uDC08".repeat(LENGTH / 2));
        texts.add(ascii());
        return texts;
    }

    /** The text after the printer: what no HTML document may hold is U+FFFD. */
    static String printed(String text) {
        return text.codePoints()
                .map(c -> isForbidden(c) ? 0xFFFD : c)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static boolean isForbidden(int c) {
        return Character.getType(c) == Character.SURROGATE
                || c == 0xFFFE
                || c == 0xFFFF
                || (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r');
    }

    private static String ascii() {
        return IntStream.range(0, 0x100).mapToObj(Character::toString).collect(Collectors.joining());
    }
}
