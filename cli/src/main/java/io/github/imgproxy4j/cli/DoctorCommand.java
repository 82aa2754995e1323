package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.cli.doctor.Check;
import io.github.imgproxy4j.cli.doctor.Doctor;
import io.github.imgproxy4j.cli.doctor.Finding;
import io.github.imgproxy4j.cli.doctor.Http;
import io.github.imgproxy4j.cli.doctor.bucket.BucketChecks;
import io.github.imgproxy4j.cli.doctor.cdn.CacheUrlChecks;
import io.github.imgproxy4j.cli.doctor.environment.EnvironmentChecks;
import io.github.imgproxy4j.cli.doctor.environment.OurSide;
import io.github.imgproxy4j.cli.doctor.imgproxy.ImgproxyAddress;
import io.github.imgproxy4j.cli.doctor.imgproxy.ImgproxyChecks;
import io.github.imgproxy4j.cli.doctor.imgproxy.OurKey;
import io.github.imgproxy4j.cli.doctor.page.PageChecks;
import io.github.imgproxy4j.cli.doctor.urls.UrlChecks;
import io.github.imgproxy4j.cli.output.ExitStatus;
import io.github.imgproxy4j.cli.settings.SettingsOptions;
import io.github.imgproxy4j.error.ImgproxyException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds out what is wrong with a setup, and how to put it right. */
@Command(
        name = "doctor",
        description = {
            "Checks imgproxy, its variables, URLs, the bucket, the CDN and pages, and prints each fault with its fix."
                    + " Reads only, except for one object that it stores in the bucket and deletes. Works with any"
                    + " imgproxy. Waits at most 6.5 seconds for all servers together.",
            "",
            "It finds imgproxy by IMGPROXY4J_URL, the bucket by S3_BUCKET, S3_ENDPOINT and the AWS variables, the CDN by"
                    + " IMGPROXY4J_CACHE_URL; checks of what is not set are skipped. docs/doctor.md explains each check."
        },
        exitCodeList = {
            "0:no fault",
            "1:at least one fault",
            "2:wrong arguments or settings; nothing was done",
            "3:no fault, but some checks had no result"
        },
        footer = {
            "",
            "Examples:",
            "  imgproxy4j doctor --compose compose.yml --imgproxy http://localhost:8080",
            "  imgproxy4j doctor --url https://img.example/unsafe/resize:300:200/plain/s3://photos/cat.jpg",
            "  imgproxy4j doctor --page https://www.example.com/ --json",
        })
final class DoctorCommand implements Callable<Integer> {
    /** With the time that {@link Doctor} allows for deleting the probe, 6.5 seconds. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Twice, for bucket and CDN, is within the limit. */
    private static final Duration SERVER = Duration.ofSeconds(2);

    /** The image may have to be processed. */
    private static final Duration IMAGE = Duration.ofSeconds(4);

    private static final int UNKNOWN = 3;
    private static final List<String> COMPOSE_FILES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Option(names = "--imgproxy", paramLabel = "URL", description = "The URL of imgproxy, instead of IMGPROXY4J_URL.")
    private @Nullable String imgproxyUrl;

    @Option(
            names = "--compose",
            paramLabel = "FILE",
            description = "The Compose file or Kubernetes manifest that starts imgproxy; repeatable. By default"
                    + " compose.yaml or a similar name in this folder.")
    private List<Path> manifests = new ArrayList<>();

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "The environment of imgproxy as NAME=VALUE lines; repeatable.")
    private List<Path> envFiles = new ArrayList<>();

    @Option(names = "--url", paramLabel = "URL", description = "The URL of an image, or its path; repeatable.")
    private List<String> urls = new ArrayList<>();

    @Option(names = "--page", paramLabel = "URL", description = "A page with images; repeatable.")
    private List<String> pages = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        List<Finding> findings = new Doctor(LIMIT).run(checks());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(DoctorJson.of(findings));
        } else {
            new DoctorReport(out).print(findings);
        }
        return status(findings);
    }

    private static int status(List<Finding> findings) {
        return switch (findings.get(0).status()) {
            case FAULT -> ExitStatus.FAILED;
            case UNKNOWN -> UNKNOWN;
            case OK, SKIPPED -> ExitStatus.OK;
        };
    }

    private List<Check> checks() {
        Http http = new Http(SERVER);
        Http image = new Http(IMAGE);
        List<String> formats = words(settings.written("imgproxy.negotiated-formats", "IMGPROXY4J_NEGOTIATED_FORMATS"));
        String cacheUrl = settings.written(CoreSettings.CACHE_URL.key(), CoreSettings.CACHE_URL.environmentName());
        boolean hasCacheUrl = cacheUrl != null && cacheUrl.matches("https?://.+");
        List<Check> checks = new ArrayList<>();
        checks.add(new ImgproxyChecks(http, imgproxy(), ourKey()));
        checks.add(new EnvironmentChecks(
                envFiles,
                manifests(),
                settings.processEnvironment(),
                new OurSide(list("key"), list("salt"), isUsed(), formats)));
        checks.add(new BucketChecks(
                http,
                new BucketOptions(settings).address(),
                hasCacheUrl,
                Clock.systemUTC(),
                new CacheUrlChecks(http, hasCacheUrl ? cacheUrl : null)));
        Imgproxy verifying = verifying();
        urls.forEach(url -> checks.add(new UrlChecks(image, url, verifying, isUsed(), formats)));
        pages.forEach(page -> checks.add(new PageChecks(image, page)));
        if (urls.isEmpty()) {
            checks.add(UrlChecks.none());
        }
        if (pages.isEmpty()) {
            checks.add(PageChecks.none());
        }
        return checks;
    }

    /** Whether anything here is set for imgproxy4j only. */
    private boolean isUsed() {
        return settings.hasFile()
                || settings.processEnvironment().keySet().stream().anyMatch(name -> name.startsWith("IMGPROXY4J_"));
    }

    private @Nullable ImgproxyAddress imgproxy() {
        String url = imgproxyUrl != null ? imgproxyUrl : settings.written("imgproxy.url", "IMGPROXY4J_URL");
        String secret = Objects.requireNonNullElse(settings.written("imgproxy.secret", "IMGPROXY_SECRET"), "");
        return url == null ? null : new ImgproxyAddress(url, secret);
    }

    /** All our keys, or all our salts; empty if there are none. */
    private String list(String what) {
        boolean key = what.equals("key");
        String text = key
                ? settings.written(CoreSettings.KEY.key(), CoreSettings.KEY.environmentName())
                : settings.written(CoreSettings.SALT.key(), CoreSettings.SALT.environmentName());
        return Objects.requireNonNullElse(text, "");
    }

    /** The pair that signs. */
    private @Nullable OurKey ourKey() {
        String key = list("key");
        String salt = list("salt");
        return key.isEmpty() || salt.isEmpty() ? null : new OurKey(first(key), first(salt), signatureSize());
    }

    private int signatureSize() {
        String size =
                settings.written(CoreSettings.SIGNATURE_SIZE.key(), CoreSettings.SIGNATURE_SIZE.environmentName());
        return size != null && size.matches("[1-9]|[12]\\d|3[0-2]") ? Integer.parseInt(size) : 32;
    }

    private static String first(String list) {
        return list.split(",", 2)[0].strip();
    }

    private static List<String> words(@Nullable String list) {
        return list == null ? List.of() : Arrays.asList(list.strip().split("\\s*,\\s*", -1));
    }

    private @Nullable Imgproxy verifying() {
        try {
            return list("key").isEmpty() ? null : builder().build();
        } catch (ImgproxyException notHex) {
            return null;
        }
    }

    private Imgproxy.Builder builder() {
        Imgproxy.Builder builder = Imgproxy.builder().signatureSize(signatureSize());
        List<String> keys = words(list("key"));
        List<String> salts = words(list("salt"));
        for (int i = 0; i < Math.min(keys.size(), salts.size()); i++) {
            builder = builder.key(keys.get(i)).salt(salts.get(i));
        }
        return builder;
    }

    private List<Path> manifests() {
        if (!manifests.isEmpty() || !envFiles.isEmpty()) {
            return manifests;
        }
        Stream<Path> usual = COMPOSE_FILES.stream().map(Path::of);
        return usual.filter(Files::isReadable).limit(1).toList();
    }
}
