package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.cli.output.ExitStatus;
import io.github.imgproxy4j.cli.settings.SettingsOptions;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.store.s3.BucketSetup;
import io.github.imgproxy4j.store.s3.BucketSetup.Finding;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prepares and checks the bucket of the settings; each step is a subcommand. */
@Command(
        name = "bucket",
        description = "Prepares and checks the bucket of S3_BUCKET, S3_FOLDER, S3_ENDPOINT and the other settings."
                + " Credentials come from the AWS default chain. Existing rules of the bucket are kept.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  S3_BUCKET=images S3_FOLDER=variants/ imgproxy4j bucket allow-reading",
            "  imgproxy4j bucket check --config settings.properties",
        })
final class BucketCommand implements Runnable {
    private static final int MOST_DAYS = 99_999;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a COMMAND is missing");
    }

    @Command(name = "create", description = "Creates the bucket, private.")
    int create(@Mixin SettingsOptions options) throws IOException {
        try (BucketSetup bucket = BucketSetup.of(options.settings())) {
            out().println(bucket.create() ? "created" : "it is there already");
            return ExitStatus.OK;
        }
    }

    @Command(
            name = "allow-reading",
            description =
                    "Lets all clients read the objects of the folder, and nothing else. A CDN with access to a private"
                            + " bucket does not need it.")
    int allowReading(@Mixin SettingsOptions options) throws IOException {
        try (BucketSetup bucket = BucketSetup.of(options.settings())) {
            bucket.allowReading();
            return done();
        }
    }

    @Command(
            name = "allow-origins",
            description = "Lets pages of other origins read pixels (CORS); <img> works without.")
    int allowOrigins(
            @Mixin SettingsOptions options,
            @Parameters(arity = "1..*", paramLabel = "ORIGIN", description = "https://www.example.com, or *")
                    List<String> origins)
            throws IOException {
        try (BucketSetup bucket = BucketSetup.of(options.settings())) {
            bucket.allowOrigins(origins);
            return done();
        }
    }

    @Command(
            name = "expire-after",
            description = "Lets the server remove objects some days after they were written; images that are still"
                    + " requested are made again.")
    int expireAfter(
            @Mixin SettingsOptions options,
            @Parameters(paramLabel = "DAYS", description = "1 to " + MOST_DAYS + ".") int days)
            throws IOException {
        if (days < 1 || days > MOST_DAYS) {
            throw new ParameterException(
                    spec.subcommands().get("expire-after"), "DAYS [" + days + "] must be 1 to " + MOST_DAYS);
        }
        try (BucketSetup bucket = BucketSetup.of(options.settings())) {
            bucket.expireAfter(days);
            return done();
        }
    }

    @Command(
            name = "check",
            description =
                    "Stores two images, requests them from IMGPROXY4J_CACHE_URL as a browser does, removes them, and"
                            + " prints what a browser gets and what must be changed; then the exit status is 1.")
    int check(@Mixin SettingsOptions options) throws IOException {
        Settings settings = options.settings();
        try (BucketSetup bucket = BucketSetup.of(settings)) {
            List<Finding> findings = bucket.check(cacheUrl(settings));
            findings.forEach(out()::println);
            return findings.stream().allMatch(Finding::good) ? ExitStatus.OK : ExitStatus.FAILED;
        }
    }

    private static URI cacheUrl(Settings settings) {
        String url = settings.find(CoreSettings.CACHE_URL);
        if (url == null || !url.matches("https?://.+")) {
            throw new SettingsException(List.of(settings.spell(CoreSettings.CACHE_URL) + " ["
                    + (url == null ? "not set" : url) + "] must be the URL of the bucket or its CDN; set "
                    + CoreSettings.CACHE_URL.environmentName()));
        }
        return URI.create(url);
    }

    @Command(name = "abilities", description = "Prints what the server supports.")
    int abilities(@Mixin SettingsOptions options) throws IOException {
        try (BucketSetup bucket = BucketSetup.of(options.settings())) {
            bucket.abilities().forEach(out()::println);
            return ExitStatus.OK;
        }
    }

    private int done() {
        out().println("done");
        return ExitStatus.OK;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
