package io.github.imgproxy4j.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How an app signs and keys by itself: as in the examples of imgproxy's documentation, with nothing kept. */
final class PlainJdk {
    static final String KEY = "943b421c9eb07c830af81030552c86009268de4e532ba2ee2eab8247c6da0881";
    static final String SALT = "520f986b998545b4785e0defbc4f3c1203f22de2374a3d53cb7a7fe9fea309c5";

    private static final byte[] KEY_BYTES = HexFormat.of().parseHex(KEY);
    private static final byte[] SALT_BYTES = HexFormat.of().parseHex(SALT);

    private PlainJdk() {}

    static String signedPath(String path) {
        return "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(signature(path)) + path;
    }

    static byte[] signature(String path) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY_BYTES, "HmacSHA256"));
            mac.update(SALT_BYTES);
            return mac.doFinal(path.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String key(String signedPath) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(md5.digest(signedPath.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String path(String options, String source) {
        return "/" + options + "/"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(source.getBytes(StandardCharsets.UTF_8));
    }
}
