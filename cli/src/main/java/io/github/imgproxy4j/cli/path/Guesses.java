package io.github.imgproxy4j.cli.path;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The correct way and the common wrong ways to do each step of signing; the correct one first. */
final class Guesses {
    /** How the salt, the path and the digest are combined. */
    static final List<Guess<Digest>> DIGESTS = List.of(
            Guess.right(Digest.hmac("HmacSHA256")),
            new Guess<>("the digest was HMAC-SHA1 instead of HMAC-SHA256", Digest.hmac("HmacSHA1")),
            new Guess<>("the digest was HMAC-SHA512 instead of HMAC-SHA256", Digest.hmac("HmacSHA512")),
            new Guess<>("the digest was plain SHA-256 instead of HMAC-SHA256", Digest.plain("SHA-256")));

    private static final String PLAIN = "/plain/";

    private Guesses() {}

    /** The bytes that the text of a signature may encode. */
    static List<Guess<byte[]>> signatures(String text) {
        List<Guess<byte[]>> guesses = new ArrayList<>();
        String unpadded = text.replaceFirst("(=|%3D)+$", "");
        String standard = unpadded.replace("%2B", "+").replace("%2F", "/");
        if (text.matches("(?:[0-9a-fA-F]{2})+")) {
            guesses.add(new Guess<>(
                    "the signature was written in hexadecimal instead of URL-safe Base64",
                    HexFormat.of().parseHex(text)));
        }
        if (unpadded.matches("[A-Za-z0-9_-]+") && unpadded.length() % 4 != 1) {
            byte[] bytes = Base64.getUrlDecoder().decode(unpadded);
            guesses.add(
                    unpadded.equals(text)
                            ? Guess.right(bytes)
                            : new Guess<>("the signature was written with padding; the = has to go", bytes));
        } else if (standard.matches("[A-Za-z0-9+/]+") && standard.length() % 4 != 1) {
            guesses.add(new Guess<>(
                    "the signature was written in standard Base64; URL-safe Base64 has - for + and _ for /",
                    Base64.getDecoder().decode(standard)));
        }
        return guesses;
    }

    /** The pairs that may have been used. */
    static List<Guess<KeyPair>> pairs(List<KeyPair> pairs) {
        List<Guess<KeyPair>> guesses = new ArrayList<>();
        pairs.forEach(pair -> guesses.add(Guess.right(pair)));
        for (KeyPair pair : pairs) {
            guesses.add(new Guess<>("the key was read as text instead of hexadecimal", pair.withKeyAsText()));
            guesses.add(new Guess<>("the salt was read as text instead of hexadecimal", pair.withSaltAsText()));
            guesses.add(new Guess<>(
                    "key and salt were read as text instead of hexadecimal",
                    pair.withKeyAsText().withSaltAsText()));
            guesses.add(new Guess<>("key and salt were exchanged", pair.exchanged()));
            for (KeyPair other : pairs) {
                if (other != pair) {
                    guesses.add(new Guess<>(
                            "the key of one pair was used with the salt of another", pair.withSaltOf(other)));
                }
            }
        }
        return guesses;
    }

    /** The texts that may have been signed. */
    static List<Guess<String>> paths(String path, String rawPath, String mount) {
        List<Guess<String>> guesses = new ArrayList<>();
        guesses.add(Guess.right(path));
        guesses.add(new Guess<>("the path was signed without the slash at its start", path.substring(1)));
        guesses.add(new Guess<>("the path was signed with a slash at its end", path + "/"));
        guesses.add(new Guess<>("the path was signed with %3A for the colons of its options", rawPath));
        guesses.add(new Guess<>("the path was signed with the mount " + mount + " in front", mount + path));
        guesses.add(new Guess<>("the path was signed with its % escapes decoded", decoded(path)));
        guesses.add(new Guess<>("the path was signed before its source was escaped with %", escaped(path)));
        guesses.add(new Guess<>("the path was signed with its double slashes merged", path.replace("//", "/")));
        guesses.add(new Guess<>("the path was signed without the format at its end", withoutFormat(path)));
        guesses.add(new Guess<>("the path was signed with its % escapes in lower case", escapesInLowerCase(path)));
        return guesses;
    }

    /** The bytes that may have been hashed. */
    static List<Guess<byte[]>> messages(byte[] salt, String path) {
        byte[] text = path.getBytes(StandardCharsets.UTF_8);
        return List.of(
                Guess.right(joined(salt, text)),
                new Guess<>("the salt was left out", text),
                new Guess<>("the salt was put behind the path instead of in front of it", joined(text, salt)));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return path;
        }
    }

    /** As encodeURIComponent of JavaScript does it. */
    private static String escaped(String path) {
        int source = path.indexOf(PLAIN) + PLAIN.length();
        return source < PLAIN.length()
                ? path
                : path.substring(0, source)
                        + URLEncoder.encode(path.substring(source), StandardCharsets.UTF_8)
                                .replace("+", "%20")
                                .replace("%21", "!")
                                .replace("%27", "'")
                                .replace("%28", "(")
                                .replace("%29", ")")
                                .replace("%7E", "~")
                                .replace("%40", "@");
    }

    private static String withoutFormat(String path) {
        int mark = path.lastIndexOf(path.contains(PLAIN) ? '@' : '.');
        return mark < 0 ? path : path.substring(0, mark);
    }

    private static String escapesInLowerCase(String path) {
        return Pattern.compile("%[0-9A-F]{2}")
                .matcher(path)
                .replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
    }
}
