package io.github.imgproxy4j.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.settings.SettingsSource;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The builder of the store refuses what the settings refuse, with the same words; one row for each bad value. */
class S3StoreBuilderRulesTest {
    /** Calls whose every value is good. */
    private static final Set<String> WITHOUT_RULE =
            Set.of("pathStyle", "forbiddenIsMiss", "svg", "localCache", "readOnly", "build");

    static Stream<Arguments> badValues() {
        return Stream.of(
                row("s3-bucket", "ab", store -> S3ImageStore.builder("ab")),
                row("s3-bucket", "a/b/c", store -> S3ImageStore.builder("a/b/c")),
                row("s3-folder", "/images/", store -> store.folder("/images/")),
                row("s3-folder", "a//b/", store -> store.folder("a//b/")),
                row("s3-folder", "im ages/", store -> store.folder("im ages/")),
                row("s3-endpoint", "ftp://host", store -> store.endpoint(URI.create("ftp://host"))),
                row("s3-endpoint", "http://my_host", store -> store.endpoint(URI.create("http://my_host"))),
                row("s3-region", "eu central", store -> store.region("eu central")),
                row("s3-storage-class", "standard", store -> store.storageClass("standard")),
                row("s3-encryption", "aes256", store -> store.encryption("aes256")),
                row("s3-kms-key", "a key", store -> store.kmsKey("a key")),
                row("s3-acl", "Public Read", store -> store.acl("Public Read")),
                row("s3-cache-control", "öffentlich", store -> store.cacheControl("öffentlich")),
                row("s3-connections", "0", store -> store.connections(0)),
                row("s3-connections", "-1", store -> store.connections(-1)),
                row("s3-connections", "10001", store -> store.connections(10_001)),
                row("s3-connect-timeout", "0", store -> store.connectTimeout(Duration.ZERO)),
                row("s3-connect-timeout", "PT-1S", store -> store.connectTimeout(Duration.ofSeconds(-1))),
                row("s3-connect-timeout", "36501d", store -> store.connectTimeout(Duration.ofDays(36_501))),
                row("s3-idle-timeout", "0", store -> store.idleTimeout(Duration.ZERO)),
                row("s3-idle-timeout", "PT-1S", store -> store.idleTimeout(Duration.ofSeconds(-1))),
                row("s3-read-timeout", "0", store -> store.readTimeout(Duration.ZERO)),
                row("s3-read-timeout", "PT-1S", store -> store.readTimeout(Duration.ofSeconds(-1))),
                row("s3-write-timeout", "0", store -> store.writeTimeout(Duration.ZERO)),
                row("s3-write-timeout", "PT-1S", store -> store.writeTimeout(Duration.ofSeconds(-1))));
    }

    @ParameterizedTest(name = "{0} [{1}]")
    @MethodSource("badValues")
    void badValueIsRefusedInTheWordsOfTheSettings(String key, String text, Consumer<S3StoreBuilder> call) {
        Map<String, String> values = new HashMap<>(Map.of("imgproxy.s3-bucket", "images"));
        values.put("imgproxy." + key, text);
        SettingsException ofSettings =
                catchThrowableOfType(SettingsException.class, () -> Settings.read(SettingsSource.of("test", values)));
        assertThat(ofSettings.problems()).hasSize(1);
        String rule = ofSettings.problems().get(0).replaceFirst("^.*?\\] must", "must");

        assertThatThrownBy(() -> call.accept(S3ImageStore.builder("images")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("imgproxy." + key + " [")
                .hasMessageEndingWith("] " + rule);
    }

    @Test
    void tagsThatTheServerWouldRefuseAreRefused() {
        for (Map<String, String> tags : Stream.<Map<String, String>>of(
                        Map.of("", "x"), Map.of("a", "<b>"), Map.of("a", "x".repeat(257)))
                .toList()) {
            assertThatThrownBy(() -> S3ImageStore.builder("images").tags(tags))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("imgproxy.s3-tags [")
                    .hasMessageEndingWith("] must be such as cache=images,team=web, with at most 10 tags");
        }
    }

    @Test
    void redirectsNeedAWholeUrl() {
        for (String url : new String[] {"/images", "ftp://host/", "https://host/?a"}) {
            assertThatThrownBy(() -> S3ImageStore.builder("images").redirectTo(URI.create(url)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("imgproxy.cache-url [" + url
                            + "] must be an http or https URL with a host, without query and fragment");
        }
    }

    @Test
    void everyReferenceIsRefusedByNameIfItIsNull() {
        assertThatThrownBy(() -> S3ImageStore.builder(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("imgproxy.s3-bucket must not be null");
        for (Method method : setters().toList()) {
            if (!method.getParameterTypes()[0].isPrimitive()) {
                assertThatThrownBy(() -> method.invoke(S3ImageStore.builder("images"), new Object[] {null}))
                        .as(method.getName())
                        .cause()
                        .isInstanceOf(NullPointerException.class)
                        .message()
                        .isNotBlank()
                        .doesNotContain("because");
            }
        }
    }

    /** A call that is added to the builder has to be added to the table as well. */
    @Test
    void everyCallHasARow() {
        Set<String> calls = setters()
                .map(Method::getName)
                .filter(name -> !WITHOUT_RULE.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(calls)
                .containsExactly(
                        "acl",
                        "cacheControl",
                        "connectTimeout",
                        "connections",
                        "encryption",
                        "endpoint",
                        "folder",
                        "idleTimeout",
                        "kmsKey",
                        "readTimeout",
                        "redirectTo",
                        "region",
                        "storageClass",
                        "tags",
                        "writeTimeout");
    }

    private static Stream<Method> setters() {
        return Arrays.stream(S3StoreBuilder.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 1);
    }

    private static Arguments row(String key, String text, Consumer<S3StoreBuilder> call) {
        return arguments(key, text, call);
    }
}
