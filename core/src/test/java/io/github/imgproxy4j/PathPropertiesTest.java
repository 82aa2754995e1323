package io.github.imgproxy4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.option.OptionSyntax;
import io.github.imgproxy4j.option.ProcessingOption;
import io.github.imgproxy4j.option.RandomOptions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds for every path, tried with random ones. A failure tells its seed; {@code -Dimgproxy4j.seed=…} repeats it.
 */
class PathPropertiesTest {
    private static final long SEED = Long.getLong("imgproxy4j.seed", System.nanoTime());
    private static final int EACH = 50;
    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @RepeatedTest(20)
    void parsingUndoesBuilding(RepetitionInfo repetition) {
        forEach(repetition, random -> {
            List<ProcessingOption> options = RandomOptions.of(random);
            OptionSyntax notation = notation(random);
            String text =
                    options.stream().map(option -> option.segment(notation)).collect(Collectors.joining("/"));

            if (!options.isEmpty()) {
                List<ProcessingOption> parsed = ProcessingOption.parse(text, notation);
                assertThat(parsed.stream()
                                .map(option -> option.segment(notation))
                                .collect(Collectors.joining("/")))
                        .isEqualTo(text);
                if (!notation.longNames()) {
                    assertThat(parsed).isEqualTo(options);
                }
            }
        });
    }

    @RepeatedTest(20)
    void readingAPathGivesItsSource(RepetitionInfo repetition) {
        forEach(repetition, random -> {
            String source = source(random);
            Imgproxy imgproxy = imgproxy(random);
            ImageBuilder image = imgproxy.image(source);
            RandomOptions.of(random).forEach(image::option);
            if (random.nextBoolean()) {
                image.format("webp");
            }

            assertThat(imgproxy.sourceOf(image.urls().signedPath())).isEqualTo(source);
        });
    }

    @RepeatedTest(20)
    void whatIsSignedIsVerifiedInEverySpelling(RepetitionInfo repetition) {
        forEach(repetition, random -> {
            Imgproxy imgproxy = imgproxy(random);
            ImageBuilder image = imgproxy.image(source(random));
            RandomOptions.of(random).forEach(image::option);
            ImageUrls urls = image.urls();

            for (String spelling : spellings(urls.signedPath())) {
                Verification verification = imgproxy.verify(spelling);
                assertThat(verification.outcome()).as(spelling).isEqualTo(Verification.Outcome.VERIFIED);
                assertThat(verification.signedPath()).as(spelling).isEqualTo(urls.signedPath());
                assertThat(imgproxy.key(verification.signedPath())).isEqualTo(urls.key());
            }
        });
    }

    @RepeatedTest(20)
    void signingAWrittenPathIsWhatVerifyingUndoes(RepetitionInfo repetition) {
        forEach(repetition, random -> {
            Imgproxy imgproxy = imgproxy(random);
            ImageBuilder image = imgproxy.image(source(random));
            RandomOptions.of(random).forEach(image::option);
            ImageUrls urls = image.urls();
            SignedPath signed = imgproxy.sign(urls.path());

            assertThat(signed).isEqualTo(urls.signedPath());
            assertThat(imgproxy.verify(signed.text()).signedPath()).isEqualTo(signed);
            assertThat(imgproxy.verify(imgproxy.sign("/info" + urls.path()).text())
                            .signedPath()
                            .isInfo())
                    .isTrue();
        });
    }

    /** Whatever is signed comes back as it was; what would not is refused. */
    @RepeatedTest(20)
    void whatCannotComeBackIsNotSigned(RepetitionInfo repetition) {
        forEach(repetition, random -> {
            Imgproxy imgproxy = imgproxy(random);
            String path = "/" + oddPath(random);
            SignedPath signed;
            try {
                signed = imgproxy.sign(path);
            } catch (ImgproxyException refused) {
                assertThat(refused).hasMessageContaining("path [" + path + "] must be ");
                return;
            }
            assertThat(imgproxy.verify(signed.text()).signedPath()).as(path).isEqualTo(signed);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "rs:fill:1:1/YQ", "/w:1/a b", "/w:1/YQ?x", "/w:1/YQ#x", "/w%3A1/YQ", "/w:1/ä", "/\n"})
    void pathThatIsNoneIsRefusedByName(String path) {
        Imgproxy imgproxy = Imgproxy.builder().allowUnsigned(true).build();

        assertThatThrownBy(() -> imgproxy.sign(path))
                .isInstanceOf(ImgproxyException.class)
                .hasMessageStartingWith("path [" + path + "] must be ");
    }

    @RepeatedTest(20)
    void nothingElseIsVerified(RepetitionInfo repetition) {
        forEach(repetition, random -> {
            // One signature of a single byte in 256 is right by chance.
            Imgproxy imgproxy = imgproxy(random, 16);
            SignedPath signedPath = imgproxy.image(source(random)).urls().signedPath();
            StringBuilder changed = new StringBuilder(signedPath.path());
            int index = 1 + random.nextInt(changed.length() - 1);
            changed.setCharAt(index, changed.charAt(index) == 'x' ? 'y' : 'x');

            assertThat(imgproxy.verify("/" + signedPath.signature() + changed).outcome())
                    .as(changed.toString())
                    .isEqualTo(Verification.Outcome.FORBIDDEN);
        });
    }

    /** Signed paths that we would never write are the more interesting ones. */
    @RepeatedTest(20)
    void canonicalFormIsItsOwnCanonicalForm(RepetitionInfo repetition) {
        forEach(repetition, random -> {
            Imgproxy imgproxy = Imgproxy.builder().allowUnsigned(true).build();
            Verification first = imgproxy.verify("/unsafe/" + oddPath(random));

            if (first.outcome() == Verification.Outcome.VERIFIED) {
                Verification again = imgproxy.verify(first.signedPath().text());
                assertThat(again.outcome()).isEqualTo(Verification.Outcome.VERIFIED);
                assertThat(again.signedPath()).isEqualTo(first.signedPath());
            }
        });
    }

    @Test
    void aPathThatWouldBeRepairedTwiceIsRefusedWithAnExplanation() {
        Verification verification = Imgproxy.builder()
                .allowUnsigned(true)
                .build()
                .verify("/unsafe/plain/https:/example.com/proxy/http:/other.example/x");

        assertThat(verification.outcome()).isEqualTo(Verification.Outcome.FORBIDDEN);
        assertThat(verification.explanation()).contains("several merged double slashes");
    }

    @Test
    void aSourceBehindSeveralPipelinesIsFound() {
        Imgproxy imgproxy = Imgproxy.builder().allowUnsigned(true).build();
        ImageUrls urls =
                imgproxy.image("local:///a.png").width(9).nextPipeline().blur(1).urls();

        assertThat(imgproxy.sourceOf(urls.signedPath())).isEqualTo("local:///a.png");
    }

    @Test
    void aPathOfSlashesIsMalformed() {
        Imgproxy imgproxy = Imgproxy.builder().allowUnsigned(true).build();

        assertThat(imgproxy.verify("/unsafe//").outcome()).isEqualTo(Verification.Outcome.MALFORMED);
    }

    private static List<String> spellings(SignedPath signedPath) {
        String text = signedPath.text();
        String path = signedPath.path();
        int plain = path.indexOf("/plain/");
        String options = plain < 0 ? path : path.substring(0, plain);
        String source = path.substring(options.length());
        String escaped = options.replace(":", "%3A") + source;
        List<String> spellings = new ArrayList<>(
                List.of(text, text + "?a=/b:c", "/" + text, text.substring(1), "/" + signedPath.signature() + escaped));
        if (plain >= 0) {
            spellings.add("/" + signedPath.signature() + options + source.replaceFirst("(?<!local)://(?=[^/])", ":/"));
        }
        spellings.addAll(sameBytes(signedPath.signature()).stream()
                .map(signature -> "/" + signature + path)
                .toList());
        return spellings;
    }

    /** The texts that decode to the same bytes, because bits of the last character are not used. */
    private static List<String> sameBytes(String signature) {
        int unused = List.of(0, 0, 4, 2).get(signature.length() % 4);
        String front = signature.substring(0, signature.length() - 1);
        int last = BASE64URL.indexOf(signature.charAt(signature.length() - 1));
        List<String> texts = new ArrayList<>();
        for (int bits = 0; bits < 1 << unused; bits++) {
            texts.add(front + BASE64URL.charAt((last >> unused << unused) + bits));
        }
        return texts;
    }

    private static String oddPath(Random random) {
        List<String> pieces =
                List.of("/", ":", "%3A", ":/", "://", "http:/", "local:/", "plain/", "/plain/", "a", "w:1", "@", ".");
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(9); i >= 0; i--) {
            path.append(pieces.get(random.nextInt(pieces.size())));
        }
        return path.toString();
    }

    private static String source(Random random) {
        String scheme = List.of("https://h", "http://h:8080/", "s3://bucket/", "local:///")
                .get(random.nextInt(4));
        StringBuilder source = new StringBuilder(scheme);
        for (int i = random.nextInt(30); i >= 0; i--) {
            int c = random.nextInt(3) > 0 ? 0x20 + random.nextInt(0x5F) : random.nextInt(0x11000);
            source.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 'x' : c);
        }
        return source.toString();
    }

    private static Imgproxy imgproxy(Random random) {
        return imgproxy(random, 1);
    }

    private static Imgproxy imgproxy(Random random, int leastSignatureBytes) {
        Imgproxy.Builder builder = Imgproxy.builder()
                .key(hex(random))
                .salt(hex(random))
                .key(hex(random))
                .salt(hex(random))
                .signatureSize(leastSignatureBytes + random.nextInt(33 - leastSignatureBytes))
                .throughContainer(false);
        switch (random.nextInt(3)) {
            case 0 -> builder.plainSources();
            case 1 -> builder.encryptSources("00112233445566778899aabbccddeeff").vectorKey(hex(random));
            default -> {}
        }
        return builder.build();
    }

    private static OptionSyntax notation(Random random) {
        OptionSyntax notation =
                OptionSyntax.DEFAULT.withSeparator(List.of(":", ",", "::", "=").get(random.nextInt(4)));
        return random.nextBoolean() ? notation.withLongNames() : notation;
    }

    private static String hex(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(70)];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void forEach(RepetitionInfo repetition, Property property) {
        long seed = SEED + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        for (int i = 0; i < EACH; i++) {
            try {
                property.holdsFor(random);
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("-Dimgproxy4j.seed=" + SEED + " shows it in round " + i, failure);
            }
        }
    }

    @FunctionalInterface
    private interface Property {
        void holdsFor(Random random);
    }
}
