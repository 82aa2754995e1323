package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.cli.Shell.Result;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.store.ImageBody;
import io.github.imgproxy4j.filter.store.ImageMetadata;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.ListableStore;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Purging of stores; {@link PurgeIT} purges running proxies. */
class PurgeCommandTest {
    private static final String CAT = "https://example.com/cat.jpg";
    private static final String PATH = "/rs:fill:300:200/plain/" + CAT;
    private static final String OTHER_PATH = "/rs:fill:30:20/plain/" + CAT;
    private static final String DOG_PATH = "/rs:fill:300:200/plain/https://example.com/dog.jpg";
    private static final String UNKNOWN = "dd732291b28b5c8a1e8b5a1c1b4f0d3e";

    @TempDir
    private Path folder;

    private Map<String, String> store = Map.of();
    private String name = "";

    /** The stores that the cli has. */
    enum Kind {
        FOLDER,
        BUCKET
    }

    private Shell shell(Kind kind) {
        if (store.isEmpty()) {
            Bucket bucket = Bucket.create();
            name = kind == Kind.FOLDER ? folder.toString() : bucket.name();
            store = kind == Kind.FOLDER
                    ? Map.of("IMGPROXY4J_STORE_DIR", name)
                    : Map.of(
                            "S3_BUCKET",
                            name,
                            "S3_FOLDER",
                            "img/",
                            "S3_ENDPOINT",
                            Bucket.endpoint().toString());
        }
        Shell shell = Shell.withKey();
        for (Map.Entry<String, String> variable : store.entrySet()) {
            shell = shell.with(variable.getKey(), variable.getValue());
        }
        return shell;
    }

    private ImageStore open() {
        return CachingProxy.openStore(Settings.read(SettingsSource.environment(store)));
    }

    private static String signed(String path) {
        return Shell.withKey().run("sign", path).out().strip();
    }

    private static String key(String path) {
        return Shell.withKey().run("key", signed(path)).out().strip();
    }

    private void store(String key, String path) throws IOException {
        try (ImageStore opened = open()) {
            boolean unused = opened.put(
                    key,
                    ImageMetadata.builder("image/png", 3)
                            .etag("\"e\"")
                            .storedAt(Instant.EPOCH)
                            .cacheControl("no-cache")
                            .path(path)
                            .build(),
                    ImageBody.of(new byte[3]));
        }
    }

    private List<String> stored() throws IOException {
        List<String> keys = new ArrayList<>();
        try (ImageStore opened = open()) {
            ((ListableStore) opened).list("", keys::add);
        }
        return keys;
    }

    private void storeThree() throws IOException {
        for (String path : List.of(PATH, OTHER_PATH, DOG_PATH)) {
            store(key(path), path);
        }
    }

    @ParameterizedTest
    @EnumSource
    void urlsAndKeysAreRemoved(Kind kind) throws IOException {
        Shell shell = shell(kind);
        storeThree();

        Result result = shell.run("purge", "https://shop.example/img" + signed(PATH), key(DOG_PATH), UNKNOWN);

        assertThat(result.err()).isEmpty();
        assertThat(result.lines()).contains(UNKNOWN + ": 0 in the " + description(), "removed 2");
        assertThat(result.status()).isZero();
        assertThat(stored()).containsExactly(key(OTHER_PATH));
    }

    private String description() {
        try (ImageStore opened = open()) {
            return opened.description();
        }
    }

    @ParameterizedTest
    @EnumSource
    void dryRunNamesWhatWouldGo(Kind kind) throws IOException {
        Shell shell = shell(kind);
        storeThree();

        Result result = shell.run("purge", "--dry-run", signed(PATH), "--source", CAT, UNKNOWN);
        Result all = shell.run("purge", "--dry-run", "--all");

        assertThat(result.lines()).contains(key(PATH), key(OTHER_PATH), "would remove 3");
        assertThat(all.lines()).contains(key(PATH), key(OTHER_PATH), key(DOG_PATH), "would remove 3");
        assertThat(result.status()).isZero();
        assertThat(stored()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void variantsOfASourceAreRemovedInEveryLayout(Kind kind) throws IOException {
        Shell flat = shell(kind);
        storeThree();

        assertThat(flat.run("purge", "--source", CAT).lines()).contains("removed 2");
        assertThat(stored()).containsExactly(key(DOG_PATH));

        Shell grouped = flat.with("IMGPROXY4J_KEY_LAYOUT", "signed-path grouped");
        String groupedKey = grouped.run("key", signed(PATH)).out().strip();
        store(groupedKey, PATH);
        assertThat(grouped.run("purge", "--source", CAT).lines()).contains("removed 1");
        assertThat(stored()).containsExactly(key(DOG_PATH));

        store(groupedKey, PATH);
        String group = groupedKey.substring(0, groupedKey.indexOf('/') + 1);
        assertThat(grouped.run("purge", group).lines()).contains("removed 1");
        assertThat(stored()).containsExactly(key(DOG_PATH));
    }

    @ParameterizedTest
    @EnumSource
    void allNeedsTheNameOfTheStoreAgain(Kind kind) throws IOException {
        Shell shell = shell(kind);
        storeThree();

        assertThat(shell.run("purge", "--all").err()).contains("repeat it with --confirm " + name);
        assertThat(shell.run("purge", "--all", "--confirm", "another").status()).isEqualTo(2);
        assertThat(stored()).hasSize(3);

        assertThat(shell.run("purge", "--all", "--confirm", name).status()).isZero();
        assertThat(stored()).isEmpty();
    }

    @Test
    void linesOfAFileAndCachedUrlsAreRemoved() throws IOException {
        Shell shell = shell(Kind.FOLDER).with("IMGPROXY4J_CACHE_URL", "https://images.example/v");
        storeThree();
        Path file = folder.resolve("urls.txt");
        Files.write(file, List.of("# changed", "", signed(PATH), "https://images.example/v/" + key(OTHER_PATH)));

        Result result = shell.run("purge", "--file", file.toString(), "http://localhost:8080/cache/" + key(DOG_PATH));

        assertThat(result.lines()).contains("removed 3");
        assertThat(stored()).isEmpty();
    }

    @Test
    void everyNegotiatedVariantIsRemoved() throws IOException {
        Shell shell = shell(Kind.FOLDER).with("IMGPROXY4J_NEGOTIATED_FORMATS", "webp,avif");
        for (String ending : List.of("", "~plain", "~avif", "~webp", "~avif~webp")) {
            store(key(PATH) + ending, PATH);
        }

        assertThat(shell.run("purge", signed(PATH)).lines()).contains("removed 5");
        assertThat(stored()).isEmpty();
    }

    @Test
    void jsonHoldsEachResult() throws IOException {
        Shell shell = shell(Kind.FOLDER);
        storeThree();

        assertThat(shell.run("purge", "--json", "--dry-run", key(PATH)).out())
                .isEqualToIgnoringNewLines("{\"dryRun\":true,\"removed\":1,\"failed\":0,\"results\":["
                        + "{\"place\":\"files below " + folder + "\",\"key\":\"" + key(PATH)
                        + "\",\"count\":1,\"keys\":[\"" + key(PATH) + "\"]}]}");
    }

    @Test
    void wrongArgumentsRemoveNothing() throws IOException {
        Shell shell = shell(Kind.FOLDER);
        storeThree();

        assertUsage(shell.run("purge"), "nothing to purge");
        assertUsage(shell.run("purge", signed(PATH), "cat.jpg"), "[cat.jpg] must be a signed path");
        assertUsage(shell.run("purge", "--file", "no-such-file"), "--file [no-such-file] does not exist");
        assertUsage(shell.run("purge", "--sorce", CAT), "Did you mean --source?");
        assertUsage(shell.run("purge", "--proxy", "shop.example", UNKNOWN), "--proxy [shop.example] must be");
        assertUsage(shell.run("purge", "--proxy", "http://localhost", UNKNOWN), "IMGPROXY4J_PURGE_TOKEN");
        assertUsage(Shell.withKey().run("purge", UNKNOWN), "there is no store to purge");
        assertUsage(
                shell.with("IMGPROXY4J_STORE_DIR", folder.resolve("typo").toString())
                        .run("purge", UNKNOWN),
                "must be the folder of a store");
        assertThat(stored()).hasSize(3);
        assertThat(folder.resolve("typo")).doesNotExist();
    }

    private static void assertUsage(Result result, String text) {
        assertThat(result.err()).contains(text);
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void failureIsReported() {
        Shell shell = shell(Kind.BUCKET).with("S3_BUCKET", "no-such-bucket");

        Result result = shell.run("purge", UNKNOWN);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .contains("purge: ", "correct imgproxy.s3-bucket")
                .doesNotContain("\tat ");
    }
}
