package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.cli.Shell.Result;
import org.junit.jupiter.api.Test;

class BucketCommandTest {
    private final Bucket bucket = Bucket.create();
    private final Shell shell = bucket.in(Shell.empty());

    @Test
    void abilitiesArePrinted() {
        Result result = shell.run("bucket", "abilities");

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("conditional writes: yes");
        assertThat(bucket.objects()).isEmpty();
    }

    @Test
    void createMakesTheBucketOnce() {
        Shell another = Bucket.notThere().in(Shell.empty());

        assertThat(another.run("bucket", "create").out()).isEqualToIgnoringNewLines("created");
        assertThat(another.run("bucket", "abilities").status()).isZero();
        assertThat(another.run("bucket", "create").status())
                .as("the second time")
                .isZero();
    }

    @Test
    void checkPrintsWhatABrowserGets() {
        Result result = shell.with("IMGPROXY4J_CACHE_URL", Bucket.endpoint() + "/" + bucket.name() + "/img")
                .run("bucket", "check");

        assertThat(result.status()).as("the bucket is private").isEqualTo(1);
        assertThat(result.out()).contains("CHANGE a stored image: 403");
    }

    @Test
    void wrongArgumentsAndMissingSettingsAreNamed() {
        assertUsage(shell.run("bucket"), "a COMMAND is missing");
        assertUsage(shell.run("bucket", "alow-reading"), "Did you mean allow-reading?");
        assertUsage(shell.run("bucket", "expire-after", "soon"), "[soon] must be a whole number");
        assertUsage(shell.run("bucket", "expire-after", "0"), "DAYS [0] must be 1 to 99999");
        assertUsage(shell.run("bucket", "allow-origins"), "Missing required parameter: 'ORIGIN'");
        assertUsage(shell.run("bucket", "check"), "set IMGPROXY4J_CACHE_URL");
        assertUsage(Shell.empty().run("bucket", "abilities"), "set S3_BUCKET");
    }

    private static void assertUsage(Result result, String text) {
        assertThat(result.err()).contains(text);
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void failureIsOneLine() {
        Result result = shell.with("S3_BUCKET", "no-such-bucket").run("bucket", "abilities");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("correct imgproxy.s3-bucket").doesNotContain("\tat ");
    }
}
