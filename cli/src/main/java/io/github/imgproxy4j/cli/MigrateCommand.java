package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.cli.migrate.Copier;
import io.github.imgproxy4j.cli.migrate.ImagorOrigin;
import io.github.imgproxy4j.cli.migrate.Migration;
import io.github.imgproxy4j.cli.migrate.NginxOrigin;
import io.github.imgproxy4j.cli.migrate.NginxPaths;
import io.github.imgproxy4j.cli.migrate.Origin;
import io.github.imgproxy4j.cli.migrate.StoreOrigin;
import io.github.imgproxy4j.cli.migrate.Summary;
import io.github.imgproxy4j.cli.migrate.TargetKeys;
import io.github.imgproxy4j.cli.output.ExitStatus;
import io.github.imgproxy4j.cli.output.Progress;
import io.github.imgproxy4j.cli.output.Report;
import io.github.imgproxy4j.cli.settings.ListFile;
import io.github.imgproxy4j.cli.settings.SettingsOptions;
import io.github.imgproxy4j.cli.settings.Stores;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.ListableStore;
import io.github.imgproxy4j.internal.text.JsonObject;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Copies variants from another cache or layout into the store of the settings. */
@Command(
        name = "migrate",
        description = {
            "Copies finished variants into the store of the settings, under the keys of its layout, and reads each copy"
                    + " again to compare it. Never replaces or deletes anything. What is there already is skipped, so the"
                    + " same command goes on after it was stopped.",
            "",
            "FROM is one of:",
            "  file:FOLDER        the folder of a file store, in any key layout",
            "  s3:BUCKET/FOLDER/  a bucket, in any key layout, or one of imgproxy-cache; endpoint, region and"
                    + " credentials are those of the settings",
            "  nginx:FOLDER       the folder of a proxy_cache_path",
            "  imagor:FOLDER      imagor's file result storage, with --paths"
        },
        footer = {
            "",
            "Examples:",
            "  IMGPROXY4J_STORE_DIR=/var/cache/images imgproxy4j migrate --from nginx:/var/cache/nginx --dry-run",
            "  S3_BUCKET=images S3_FOLDER=variants/ imgproxy4j migrate --from s3:images/",
            "  IMGPROXY4J_KEY_LAYOUT='unsigned-path grouped' imgproxy4j migrate --from file:/old --config new.properties",
        })
final class MigrateCommand implements Callable<Integer> {
    private static final int MOST_PARALLEL = 64;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Option(names = "--from", paramLabel = "FROM", description = "What to copy; required.")
    private @Nullable String from;

    @Option(
            names = "--paths",
            paramLabel = "FILE",
            description = "For imagor: lines with a path of imagor, a blank, and our path, both without signature.")
    private @Nullable String paths;

    @Option(names = "--dry-run", description = "Only print what would be copied, and under which key.")
    private boolean dryRun;

    @Option(
            names = "--parallel",
            paramLabel = "COUNT",
            defaultValue = "8",
            description = "How many variants at a time; ${DEFAULT-VALUE} by default.")
    private int parallel;

    @Mixin
    private ProgressOption progressOption;

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (parallel < 1 || parallel > MOST_PARALLEL) {
            throw usage("--parallel [" + parallel + "] must be from 1 to " + MOST_PARALLEL);
        }
        Settings settings = options.settings();
        Imgproxy imgproxy = options.verifying();
        try (Origin origin = origin(imgproxy);
                ImageStore target = target(settings)) {
            TargetKeys keys = new TargetKeys(
                    imgproxy,
                    written("imgproxy.key-layout", "IMGPROXY4J_KEY_LAYOUT"),
                    written("imgproxy.key-prefix", "IMGPROXY4J_KEY_PREFIX"));
            Summary summary = run(origin, new Copier(target, keys, dryRun));
            print(origin, target, summary);
            return summary.failed() == 0 ? ExitStatus.OK : ExitStatus.FAILED;
        }
    }

    private Summary run(Origin origin, Copier copier) throws IOException, InterruptedException {
        Progress progress = progressOption.of(spec.commandLine());
        Migration migration = new Migration(origin, copier, parallel, new Lines(progress));
        progress.begin(migration.summary());
        try {
            migration.run();
        } finally {
            progress.end();
        }
        return migration.summary();
    }

    private String written(String key, String variable) {
        return Objects.requireNonNullElse(options.written(key, variable), "");
    }

    private ParameterException usage(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    private Origin origin(Imgproxy imgproxy) throws IOException {
        // Required by picocli, a misspelt name of it would not be named.
        if (from == null) {
            throw usage("--from [not set] must say what to copy");
        }
        int colon = from.indexOf(':');
        String place = from.substring(colon + 1);
        return switch (colon < 0 ? "" : from.substring(0, colon)) {
            case "file" -> store(Map.of("imgproxy.store-dir", folder(place).toString()), false);
            case "s3" -> store(bucket(place), true);
            case "nginx" -> new NginxOrigin(folder(place), new NginxPaths(imgproxy));
            case "imagor" -> new ImagorOrigin(folder(place), paths());
            default ->
                throw usage(
                        "--from [" + from + "] must be file:FOLDER, s3:BUCKET/FOLDER/, nginx:FOLDER or imagor:FOLDER");
        };
    }

    private Path folder(String place) {
        Path folder = Path.of(place);
        if (place.isEmpty() || !Files.isDirectory(folder)) {
            throw usage("--from [" + from + "] must name a folder that is there");
        }
        return folder.toAbsolutePath().normalize();
    }

    private Map<String, String> bucket(String place) {
        int slash = place.indexOf('/');
        if (place.isEmpty() || slash == 0) {
            throw usage("--from [" + from + "] must name a bucket: s3:BUCKET/FOLDER/");
        }
        return Map.of(
                "imgproxy.s3-bucket", slash < 0 ? place : place.substring(0, slash),
                "imgproxy.s3-folder", slash < 0 ? "" : place.substring(slash + 1));
    }

    private Origin store(Map<String, String> named, boolean withSettings) throws IOException {
        Settings settings = options.settingsWith("--from", named, withSettings);
        if (Stores.openExisting(settings, true) instanceof ListableStore listable) {
            return new StoreOrigin(listable);
        }
        throw usage("--from [" + from + "] is a store that cannot be listed");
    }

    private static ImageStore target(Settings settings) throws IOException {
        ImageStore target = Stores.openUsable(settings);
        if (target == null) {
            throw new SettingsException(
                    List.of("there is no store to copy into: set IMGPROXY4J_STORE_DIR or S3_BUCKET"));
        }
        return target;
    }

    private Map<String, String> paths() {
        if (paths == null) {
            throw usage("--paths [not set] must name a file that says which path of imagor is which of ours");
        }
        Map<String, String> byImagorPath = new LinkedHashMap<>();
        ListFile list = new ListFile("--paths", paths);
        for (String line : list.lines()) {
            String[] words = line.split("\\s+", -1);
            if (words.length != 2 || !words[1].startsWith("/")) {
                throw list.wrong(line, "a path of imagor, a blank, and /OPTIONS/SOURCE");
            }
            byImagorPath.put(words[0].replaceFirst("^/+", ""), words[1]);
        }
        return byImagorPath;
    }

    private void print(Origin origin, ImageStore target, Summary summary) {
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(new JsonObject()
                            .flag("dryRun", dryRun)
                            .text("from", origin.description())
                            .text("to", target.description())
                            .number("copied", summary.copied())
                            .number("bytes", summary.bytes())
                            .number("present", summary.present())
                            .number("skipped", summary.skipped())
                            .number("failed", summary.failed()));
            return;
        }
        Report report = new Report(spec.commandLine().getOut());
        report.add("from", origin.description());
        report.add("to", target.description());
        report.add(dryRun ? "to copy" : "copied", summary.copied() + ", " + summary.bytes() + " bytes");
        report.add("there", Integer.toString(summary.present()));
        report.add("skipped", Integer.toString(summary.skipped()));
        report.add("failed", Integer.toString(summary.failed()));
    }

    /** Standard error says what is left out. */
    private final class Lines implements Migration.Listener {
        private final Progress progress;

        Lines(Progress progress) {
            this.progress = progress;
        }

        @Override
        public void planned(String name, String key) {
            if (!json) {
                spec.commandLine().getOut().println(name + " -> " + key);
            }
        }

        @Override
        public void skipped(String name, String reason) {
            progress.println("skipped [" + name + "]: it " + reason);
        }

        @Override
        public void failed(String name, String reason) {
            progress.println("failed [" + name + "]: " + reason);
        }
    }
}
