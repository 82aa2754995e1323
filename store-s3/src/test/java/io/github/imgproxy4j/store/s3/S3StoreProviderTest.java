package io.github.imgproxy4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.StoreProvider;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.settings.SettingsSource;
import io.github.imgproxy4j.store.s3.settings.S3Settings;
import java.util.Map;
import java.util.ServiceLoader;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3StoreProviderTest {
    private final StoreProvider provider = new S3StoreProvider();

    private static Settings environment(Map<String, String> variables) {
        return Settings.read(SettingsSource.environment(variables));
    }

    private static Settings initParams(Map<String, String> values) {
        return Settings.read(SettingsSource.of("init-param", values));
    }

    @Test
    void filterFindsIt() {
        assertThat(ServiceLoader.load(StoreProvider.class)).hasAtLeastOneElementOfType(S3StoreProvider.class);
    }

    @Test
    void withoutBucketThereIsNoStore() {
        assertThat(provider.create(environment(Map.of()))).isNull();
        assertThat(provider.create(environment(Map.of("S3_ENDPOINT", "http://localhost:9000"))))
                .isNull();
    }

    @Test
    void variablesOfImgproxyCacheAreEnough() {
        Settings settings = environment(Map.of(
                "S3_BUCKET", "images",
                "S3_FOLDER", "processed/",
                "S3_ENDPOINT", "http://localhost:9000"));

        try (ImageStore store = provider.create(settings)) {
            assertThat(store.description()).isEqualTo("bucket images at http://localhost:9000, objects processed/…");
            assertThat(store.isLocal()).isFalse();
            assertThat(store.tier()).isEqualTo("s3");
        }
    }

    @Test
    void withoutEndpointTheBucketIsAtAwsInItsRegion() {
        Settings settings = initParams(Map.of("imgproxy.s3-bucket", "images", "imgproxy.s3-region", "eu-central-1"));

        try (ImageStore store = provider.create(settings)) {
            assertThat(store.description()).isEqualTo("bucket images at AWS eu-central-1");
        }
    }

    @Test
    void atAwsTheRegionMustBeKnown() {
        Settings settings = environment(Map.of("S3_BUCKET", "images"));

        assertThatThrownBy(() -> provider.create(settings))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("imgproxy.s3-region [not set] must name the region of the bucket; set it, by the"
                        + " environment variable IMGPROXY4J_S3_REGION or AWS_REGION for instance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "idle", "read", "write"})
    void timeoutOfNothingIsRefused(String name) {
        String key = "imgproxy.s3-" + name + "-timeout";
        Map<String, String> params =
                Map.of("imgproxy.s3-bucket", "images", "imgproxy.s3-region", "eu-central-1", key, "0");

        assertThatThrownBy(() -> initParams(params))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(key + " [0] must be longer than 0");
    }

    @Test
    void redirectNeedsAnAddressThatIsNotOurOwn() {
        Settings settings = initParams(Map.of(
                "imgproxy.s3-bucket", "images", "imgproxy.s3-region", "eu-central-1", "imgproxy.s3-redirect", "true"));

        assertThatThrownBy(() -> provider.create(settings))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("imgproxy.s3-redirect [true] needs the URL of the bucket or its CDN; set"
                        + " imgproxy.cache-url");
    }

    @Test
    void variablesOfOthersAreNoMistakesWhereNoBucketIsSet() {
        Settings settings = environment(Map.of("S3_ENDPOINT", "localhost:9000", "S3_FOLDER", "/"));

        assertThat(provider.create(settings)).isNull();
    }

    @Test
    void anEndpointThatTheSdkCannotReachIsReportedWithTheSolution() {
        assertThatThrownBy(() -> environment(Map.of("S3_BUCKET", "images", "S3_ENDPOINT", "http://minio_1:9000")))
                .hasMessage(
                        "imgproxy4j cannot start:\n  - environment variable S3_ENDPOINT [http://minio_1:9000] must have"
                                + " a host that the AWS SDK understands: no underscore, no last label of digits; give the server an"
                                + " alias");
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        Map<String, String> wrong = Map.of(
                "S3_BUCKET", "my images",
                "S3_FOLDER", "/images",
                "S3_ENDPOINT", "localhost:9000",
                "IMGPROXY4J_S3_REGION", "Frankfurt am Main",
                "IMGPROXY4J_S3_PATH_STYLE", "perhaps",
                "IMGPROXY4J_S3_BUKET", "images");

        assertThatThrownBy(() -> environment(wrong))
                .asInstanceOf(InstanceOfAssertFactories.type(SettingsException.class))
                .extracting(SettingsException::problems, InstanceOfAssertFactories.LIST)
                .containsExactlyInAnyOrder(
                        "environment variable S3_BUCKET [my images] must be the name of a bucket: 3 to 63 letters,"
                                + " digits, dots, hyphens and underscores",
                        "environment variable S3_FOLDER [/images] must be such as images/ or images/small/: letters,"
                                + " digits and ._!*'()- between single slashes, none at its start",
                        "environment variable S3_ENDPOINT [localhost:9000] must be an http or https URL with a host,"
                                + " without query and fragment",
                        "environment variable IMGPROXY4J_S3_REGION [Frankfurt am Main] must be a region such as"
                                + " eu-central-1, or auto",
                        "environment variable IMGPROXY4J_S3_PATH_STYLE [perhaps] must be true or false",
                        "environment variable IMGPROXY4J_S3_BUKET is not a setting; did you mean S3_BUCKET?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"processed", "processed/", "a/b/c/", "2026-11_images.v2/"})
    void foldersThatUrlsCarryUnchangedAreTaken(String folder) {
        assertThat(environment(Map.of("S3_FOLDER", folder)).get(S3Settings.FOLDER))
                .isEqualTo(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a/", "a//b", "a b", "k\u00E4tzchen/", "a?b", "a%2Fb"})
    void otherFoldersAreRefused(String folder) {
        assertThatThrownBy(() -> environment(Map.of("S3_BUCKET", "images", "S3_FOLDER", folder)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("S3_FOLDER");
    }
}
