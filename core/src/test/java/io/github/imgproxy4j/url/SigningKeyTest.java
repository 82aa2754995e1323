package io.github.imgproxy4j.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
    /** Keys shorter than a block of SHA-256, as long, and longer. */
    @ParameterizedTest
    @ValueSource(ints = {1, 16, 32, 63, 64, 65, 128, 1000})
    void signsAsThePlatformsHmac(int keyBytes) throws Exception {
        Random random = new Random(keyBytes);
        byte[] key = new byte[keyBytes];
        byte[] salt = new byte[random.nextInt(200)];
        random.nextBytes(key);
        random.nextBytes(salt);
        String path = "/w:300/" + "a\u00fc".repeat(random.nextInt(100));

        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update(salt);
        byte[] expected = mac.doFinal(path.getBytes(StandardCharsets.UTF_8));

        SigningKey signing = new SigningKey(key, salt, 32);
        String signature = Base64.getUrlEncoder().withoutPadding().encodeToString(expected);
        assertThat(signing.sign(path)).isEqualTo(signature);
        assertThat(signing.sign(path)).as("again, from the same state").isEqualTo(signature);
    }
}
