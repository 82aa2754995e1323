package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every name of the table of settings comes in through every door: each door starts an app with all of them. */
class SettingsDoorsTest {
    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final Pattern ROW = Pattern.compile("\\| `(imgproxy\\.[^`]+)` \\| `([^`]+)` \\|.*");

    /** A value for each setting, with all of which an app starts; URL and FOLDER are replaced. */
    private static final String VALUES = """
            imgproxy.key=736563726574
            imgproxy.salt=68656c6c6f
            imgproxy.signature-size=20
            imgproxy.trusted-signatures=trusted
            imgproxy.allow-unsigned=true
            imgproxy.proxy-url=/pictures
            imgproxy.cache-url=https://cache_1.example/
            imgproxy.presets=card=rs:fill:300:200
            imgproxy.formats=jpg,png,webp
            imgproxy.public-presets=card 1x
            imgproxy.fallback=script
            imgproxy.last-resort=original
            imgproxy.on-error=omit
            imgproxy.script-url=/auto.js
            imgproxy.source-encoding=encrypted
            imgproxy.source-encryption-key=000102030405060708090a0b0c0d0e0f
            imgproxy.source-encryption-vector-key=0001
            imgproxy.source-base=https://example.com/
            imgproxy.allowed-sources=https://example.com/
            imgproxy.url-file-names=t
            imgproxy.only-presets=f
            imgproxy.key-layout=unsigned-path
            imgproxy.key-prefix=thumbs/
            imgproxy.url=URL
            imgproxy.secret=hidden
            imgproxy.connect-timeout=4s
            imgproxy.response-timeout=5s
            imgproxy.startup-timeout=30
            imgproxy.body-idle-timeout=6s
            imgproxy.body-timeout=7s
            imgproxy.store-dir=FOLDER
            imgproxy.memory-size=1MB
            imgproxy.concurrent-fetches=3
            imgproxy.relay-size=2MB
            imgproxy.relay-size-per-image=3MB
            imgproxy.finish-abandoned=true
            imgproxy.allow-raw=true
            imgproxy.allow-security-options=T
            imgproxy.served-types=image/png
            imgproxy.max-body-size=4MB
            imgproxy.shortest-lifetime=8s
            imgproxy.negotiated-formats=webp
            imgproxy.freshness=immutable
            imgproxy.targeted-cache-control=Site-Cache-Control
            imgproxy.stale-while-revalidate=9s
            imgproxy.stale-if-error=10s
            imgproxy.allow-origin=https://shop.example
            imgproxy.server-timing=true
            imgproxy.store-size=5MB
            imgproxy.store-age=11s
            imgproxy.hot-keys-file=FOLDER/hot
            imgproxy.waiting-fetches=4
            imgproxy.background-fetches=7
            imgproxy.longest-wait=12s
            imgproxy.remember-not-found=13s
            imgproxy.remember-unprocessable=14s
            imgproxy.remember-failed=15s
            imgproxy.waiting-writes=5
            imgproxy.waiting-write-size=6MB
            imgproxy.shutdown-timeout=16s
            imgproxy.purge-token=0123456789abcdef
            imgproxy.mount=/pictures
            imgproxy.s3-bucket=pictures
            imgproxy.s3-folder=images/
            imgproxy.s3-endpoint=http://127.0.0.1:9/
            imgproxy.s3-region=auto
            imgproxy.s3-path-style=true
            imgproxy.s3-storage-class=STANDARD_IA
            imgproxy.s3-encryption=aws:kms
            imgproxy.s3-kms-key=alias/pictures
            imgproxy.s3-acl=public-read
            imgproxy.s3-cache-control=public, max-age=17
            imgproxy.s3-tags=cache=images
            imgproxy.s3-svg=inline
            imgproxy.s3-forbidden-is-miss=true
            imgproxy.s3-redirect=true
            imgproxy.s3-connections=6
            imgproxy.s3-connect-timeout=18s
            imgproxy.s3-idle-timeout=19s
            imgproxy.s3-read-timeout=20s
            imgproxy.s3-write-timeout=21s
            imgproxy.s3-local-cache=FOLDER/copies
            imgproxy.s3-local-cache-size=8MB
            imgproxy.local-filesystem-root=FOLDER
            imgproxy.embedded-presets=large=w:1000
            imgproxy.max-src-resolution=16384
            imgproxy.max-src-file-size=7
            imgproxy.watermark-data=AAAA
            imgproxy.watermark-path=FOLDER/mark.png
            imgproxy.watermark-url=local:///mark.png
            imgproxy.watermark-opacity=0.5
            imgproxy.fallback-image-data=BBBB
            imgproxy.fallback-image-path=FOLDER/fallback.png
            imgproxy.fallback-image-url=local:///fallback.png
            imgproxy.fallback-image-http-code=404
            imgproxy.fallback-image-ttl=22
            imgproxy.max-animation-frames=7
            imgproxy.max-animation-frame-resolution=1.5
            imgproxy.refuse-cut-sources=true
            imgproxy.max-result-dimension=8000
            imgproxy.workers=3
            imgproxy.embedded-memory=8MB
            imgproxy.queue-timeout=23s
            imgproxy.requests-queue-size=9
            imgproxy.timeout=24
            imgproxy.download-timeout=25
            imgproxy.max-redirects=2
            imgproxy.allow-loopback-source-addresses=1
            imgproxy.allow-link-local-source-addresses=TRUE
            imgproxy.allow-private-source-addresses=true
            """;

    @TempDir
    Path folder;

    private StubImgproxy upstream;

    @BeforeEach
    void startUpstream() throws IOException {
        upstream = StubImgproxy.replying(Reply.status(200, "imgproxy is running"));
    }

    @AfterEach
    void stopUpstream() throws IOException {
        upstream.close();
    }

    static Stream<Arguments> doors() {
        return Stream.of(SettingsDoors.values())
                .flatMap(door -> Stream.of(Arguments.of(door, false), Arguments.of(door, true)));
    }

    @ParameterizedTest(name = "{0}, by variables: {1}")
    @MethodSource("doors")
    void everyNameIsReadThroughEveryDoor(SettingsDoors door, boolean variables) throws Exception {
        if (door.isEnvironment()) {
            assertThat(unreadInAJvmOfItsOwn(door, variables)).isEqualTo("unread: []");
        } else {
            assertThat(door.unread(values(), variables, folder)).isEmpty();
        }
    }

    @Test
    void theTableOfTheDocumentationIsWhatIsTried() throws IOException {
        Map<String, String> written = Files.readAllLines(PAGE).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

        assertThat(written)
                .isEqualTo(
                        SettingsDoors.all().stream().collect(Collectors.toMap(Setting::key, Setting::environmentName)));
        assertThat(values().keySet())
                .as("settings with a value in this test")
                .containsExactlyInAnyOrderElementsOf(written.keySet());
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : VALUES.lines().toList()) {
            String[] pair = line.split("=", 2);
            values.put(
                    pair[0],
                    pair[1].replace("FOLDER", folder.toString())
                            .replace("URL", upstream.url().toString()));
        }
        return values;
    }

    private String unreadInAJvmOfItsOwn(SettingsDoors door, boolean variables) throws Exception {
        Path file = folder.resolve("values");
        Properties properties = new Properties();
        properties.putAll(values());
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SettingsDoors.class.getName(),
                door.name(),
                String.valueOf(variables),
                folder.toString(),
                file.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(SettingsDoors.named(values(), variables));
        Process jvm = builder.start();
        String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jvm.waitFor()).as(output).isZero();
        return output.lines()
                .filter(line -> line.startsWith("unread: "))
                .findFirst()
                .orElse(output);
    }
}
