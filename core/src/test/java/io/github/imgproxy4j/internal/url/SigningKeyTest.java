package io.github.imgproxy4j.internal.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Base64;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.MacSpi;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
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

    /** As with providers that some companies must use: theirs comes first, and its HMAC has no clone. */
    @Test
    void signsWithAProviderWhoseHmacCannotBeCloned() {
        String expected = new SigningKey(new byte[] {1}, new byte[] {2}, 32).sign("/w:300");
        Provider first = new Uncloneable();
        Security.insertProviderAt(first, 1);
        try {
            SigningKey signing = new SigningKey(new byte[] {1}, new byte[] {2}, 32);

            assertThat(signing.sign("/w:300")).isEqualTo(expected);
            assertThat(signing.sign("/w:300")).as("again").isEqualTo(expected);
            assertThat(UncloneableMac.made).as("the provider was asked").isPositive();
        } finally {
            Security.removeProvider(first.getName());
        }
    }

    private static final class Uncloneable extends Provider {
        private static final long serialVersionUID = 1;

        Uncloneable() {
            super("Uncloneable", "1", "HMAC without clone");
            put("Mac.HmacSHA256", UncloneableMac.class.getName());
        }
    }

    /** The JDK's HMAC behind a class that is not {@link Cloneable}; the JDK makes it by reflection. */
    public static final class UncloneableMac extends MacSpi {
        private static int made;

        private final Mac mac;

        public UncloneableMac() throws GeneralSecurityException {
            mac = Mac.getInstance("HmacSHA256", "SunJCE");
            made++;
        }

        @Override
        protected int engineGetMacLength() {
            return mac.getMacLength();
        }

        @Override
        protected void engineInit(Key key, AlgorithmParameterSpec parameters) throws InvalidKeyException {
            mac.init(key);
        }

        @Override
        protected void engineUpdate(byte octet) {
            mac.update(octet);
        }

        @Override
        protected void engineUpdate(byte[] octets, int offset, int length) {
            mac.update(octets, offset, length);
        }

        @Override
        protected byte[] engineDoFinal() {
            return mac.doFinal();
        }

        @Override
        protected void engineReset() {
            mac.reset();
        }
    }
}
