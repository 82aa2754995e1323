package io.github.imgproxy4j.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a form was on our own page: pages of other sites can send it but not read it.
 *
 * <p>It needs no session because everyone who may see the inspector may purge.
 */
final class PurgeToken {
    private final String text = random();

    String text() {
        return text;
    }

    boolean matches(@Nullable String given) {
        return given != null
                && MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
