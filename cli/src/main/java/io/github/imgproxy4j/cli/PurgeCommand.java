package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.cli.output.ExitStatus;
import io.github.imgproxy4j.cli.path.UrlKeys;
import io.github.imgproxy4j.cli.purge.NegotiatedKeys;
import io.github.imgproxy4j.cli.purge.ProxyTarget;
import io.github.imgproxy4j.cli.purge.PurgeTarget;
import io.github.imgproxy4j.cli.purge.Removal;
import io.github.imgproxy4j.cli.purge.Selection;
import io.github.imgproxy4j.cli.purge.Selections;
import io.github.imgproxy4j.cli.purge.StoreTarget;
import io.github.imgproxy4j.cli.settings.ListFile;
import io.github.imgproxy4j.cli.settings.SettingsOptions;
import io.github.imgproxy4j.cli.settings.Stores;
import io.github.imgproxy4j.filter.FilterSettings;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.store.s3.settings.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private Set<Selection> selections() {
        Selections selections = new Selections(
                new UrlKeys(options, spec.commandLine()), options.settings().find(CoreSettings.CACHE_URL));
        urls.forEach(text -> selections.add(text.strip()));
        files.forEach(file -> new ListFile("--file", file).lines().forEach(selections::add));
        sources.forEach(selections::addSource);
        if (all) {
            selections.addAll();
        }
        return selections.get();
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

    private StoreTarget store(Settings settings) throws IOException {
        ImageStore store = Stores.openExisting(settings, dryRun);
        if (store == null) {
            throw new SettingsException(
                    List.of("there is no store to purge: set IMGPROXY4J_STORE_DIR or S3_BUCKET, or give --proxy"));
        }
        String bucket = settings.find(S3Settings.BUCKET);
        String name = bucket != null ? bucket : String.valueOf(settings.find(FilterSettings.STORE_DIR));
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
