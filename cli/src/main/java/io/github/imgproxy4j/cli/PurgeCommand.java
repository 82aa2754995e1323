package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.cli.output.ExitStatus;
import io.github.imgproxy4j.cli.path.UrlKeys;
import io.github.imgproxy4j.cli.purge.NegotiatedKeys;
import io.github.imgproxy4j.cli.purge.ProxyTarget;
import io.github.imgproxy4j.cli.purge.PurgeTarget;
import io.github.imgproxy4j.cli.purge.Removal;
import io.github.imgproxy4j.cli.purge.Selection;
import io.github.imgproxy4j.cli.purge.Selection.Kind;
import io.github.imgproxy4j.cli.purge.StoreTarget;
import io.github.imgproxy4j.cli.settings.SettingsOptions;
import io.github.imgproxy4j.cli.settings.Stores;
import io.github.imgproxy4j.filter.FilterSettings;
import io.github.imgproxy4j.filter.store.CacheKeys;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes variants from the store, or from running proxies. */
@Command(
        name = "purge",
        description = {
            "Removes variants from the store of the settings, a folder or a bucket; or with --proxy from running"
                    + " proxies, with what they keep in memory.",
            "",
            "Browsers and CDNs keep their copies until those expire. Without --proxy, running processes keep variants"
                    + " in memory for up to an hour."
        },
        footer = {
            "",
            "Examples:",
            "  imgproxy4j purge https://shop.example/img/5Ow…/rs:fill:300:200/plain/https://example.com/cat.jpg",
            "  imgproxy4j purge --source https://example.com/cat.jpg --dry-run",
            "  imgproxy4j purge --proxy http://10.0.0.1:8080 --proxy http://10.0.0.2:8080 --file urls.txt",
            "  S3_BUCKET=images imgproxy4j purge --all --confirm images",
        })
final class PurgeCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Parameters(
            arity = "0..*",
            paramLabel = "URL",
            description =
                    "A signed path or a cached URL, alone or in a URL; a cache key; or the beginning of cache keys"
                            + " with a slash at its end.")
    private List<String> urls = new ArrayList<>();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The same, one a line; - for standard input. Empty lines and those that begin with # are"
                    + " skipped. Repeatable.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "All variants of an original image; repeatable. Fast where imgproxy.key-layout contains"
                    + " grouped; in other layouts every stored variant is looked at, and --proxy cannot do it.")
    private List<String> sources = new ArrayList<>();

    @Option(names = "--all", description = "All variants; needs --confirm.")
    private boolean all;

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "Repeats the name of the bucket or folder, or the host and port of the first --proxy.")
    private @Nullable String confirmed;

    @Option(
            names = "--proxy",
            paramLabel = "URL",
            description =
                    "The mount of a running proxy, http://10.0.0.1:8080/img; repeatable. Its purge token comes from"
                            + " IMGPROXY4J_PURGE_TOKEN or --token-file.")
    private List<String> proxies = new ArrayList<>();

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file with the purge token of --proxy.")
    private @Nullable Path tokenFile;

    @Option(names = "--dry-run", description = "Only print what would be removed.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Set<Selection> selections = selections();
        if (selections.isEmpty()) {
            throw usage("nothing to purge: give a URL, --file, --source or --all");
        }
        List<Removal> removals = new ArrayList<>();
        List<PurgeTarget> targets = targets();
        try {
            check(selections, targets);
            for (PurgeTarget target : targets) {
                for (Selection selection : selections) {
                    removals.add(dryRun ? target.plan(selection) : target.remove(selection));
                }
            }
        } finally {
            targets.forEach(PurgeTarget::close);
        }
        new PurgeReport(spec.commandLine(), dryRun).print(removals, json);
        return removals.stream().allMatch(Removal::succeeded) ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private ParameterException usage(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    /** Nothing is removed if one of them is wrong. */
    private Set<Selection> selections() throws IOException {
        List<String> texts = new ArrayList<>(urls);
        for (String file : files) {
            texts.addAll(lines(file));
        }
        UrlKeys urlKeys = new UrlKeys(options, spec.commandLine());
        String cacheUrl = options.settings().find(CoreSettings.CACHE_URL);
        Set<Selection> selections = new LinkedHashSet<>();
        texts.forEach(text -> selections.add(selection(text.strip(), urlKeys, cacheUrl)));
        sources.forEach(source -> selections.add(new Selection(Kind.SOURCE, source)));
        if (all) {
            selections.add(Selection.ALL);
        }
        return selections;
    }

    private List<String> lines(String file) throws IOException {
        try (InputStream in = file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (NoSuchFileException missing) {
            throw new ParameterException(spec.commandLine(), "--file [" + file + "] does not exist", missing);
        }
    }

    private static Selection selection(String text, UrlKeys urlKeys, @Nullable String cacheUrl) {
        String key = withoutCacheUrl(text, cacheUrl);
        if (CacheKeys.isKey(key)) {
            return new Selection(Kind.KEY, key);
        }
        boolean isPrefix = text.matches("[A-Za-z0-9_~-][A-Za-z0-9._~/-]*/") && !text.contains("//");
        return isPrefix ? new Selection(Kind.PREFIX, text) : new Selection(Kind.KEY, urlKeys.of(text));
    }

    private static String withoutCacheUrl(String text, @Nullable String cacheUrl) {
        String base = cacheUrl == null || cacheUrl.endsWith("/") ? cacheUrl : cacheUrl + "/";
        if (base != null && text.startsWith(base)) {
            return text.substring(base.length());
        }
        int route = text.lastIndexOf("/cache/");
        return route < 0 ? text : text.substring(route + "/cache/".length());
    }

    private List<PurgeTarget> targets() throws IOException {
        Settings settings = options.settings();
        if (proxies.isEmpty()) {
            return List.of(store(settings));
        }
        List<URI> mounts = proxies.stream().map(this::mount).toList();
        String token = tokenFile != null
                ? SettingsOptions.secret("--token-file", tokenFile)
                : settings.find(FilterSettings.PURGE_TOKEN);
        if (token == null && !dryRun) {
            throw new SettingsException(List.of(settings.spell(FilterSettings.PURGE_TOKEN)
                    + " [not set] must be the token of the purge route; set "
                    + FilterSettings.PURGE_TOKEN.environmentName() + ", or give --token-file"));
        }
        return mounts.stream()
                .map(mount -> (PurgeTarget) new ProxyTarget(mount, token == null ? "" : token))
                .toList();
    }

    private URI mount(String url) {
        try {
            URI uri = URI.create(url.replaceFirst("/+$", ""));
            if (uri.getHost() != null && uri.getScheme().matches("https?") && uri.getQuery() == null) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            // Refused below.
        }
        throw usage("--proxy [" + url + "] must be the http or https URL of the mount of a proxy");
    }

    /** A bucket that does not exist looks as if nothing were in it. */
    private static void checkReady(ImageStore store) throws IOException {
        try {
            store.checkReady();
        } catch (IOException notReady) {
            store.close();
            throw notReady;
        }
    }

    private StoreTarget store(Settings settings) throws IOException {
        Path folder = settings.find(FilterSettings.STORE_DIR);
        String bucket = options.written("imgproxy.s3-bucket", "S3_BUCKET");
        if (bucket == null && folder != null && !Files.isDirectory(folder)) {
            throw new SettingsException(List.of(settings.spell(FilterSettings.STORE_DIR) + " [" + folder
                    + "] must be the folder of a store: there is no such folder"));
        }
        ImageStore store = Stores.open(settings);
        if (store == null) {
            throw new SettingsException(
                    List.of("there is no store to purge: set IMGPROXY4J_STORE_DIR or S3_BUCKET, or give --proxy"));
        }
        checkReady(store);
        String name = bucket != null ? bucket : String.valueOf(folder);
        return new StoreTarget(
                store, name, options.verifying(), new NegotiatedKeys(settings.find(FilterSettings.NEGOTIATED_FORMATS)));
    }

    private void check(Set<Selection> selections, List<PurgeTarget> targets) {
        for (Selection selection : selections) {
            for (PurgeTarget target : targets) {
                String refusal = target.refusal(selection.kind());
                if (!refusal.isEmpty()) {
                    throw usage("[" + selection + "] cannot be purged: " + refusal);
                }
            }
        }
        PurgeTarget first = targets.get(0);
        if (all && !dryRun && !first.name().equals(confirmed)) {
            throw usage("--all removes all variants of the " + first.description() + "; repeat it with --confirm "
                    + first.name());
        }
    }
}
