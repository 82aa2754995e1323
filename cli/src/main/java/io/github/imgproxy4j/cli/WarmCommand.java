package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.cli.output.ExitStatus;
import io.github.imgproxy4j.cli.settings.ListFile;
import io.github.imgproxy4j.cli.settings.SettingsOptions;
import io.github.imgproxy4j.cli.warm.Journal;
import io.github.imgproxy4j.cli.warm.PageList;
import io.github.imgproxy4j.cli.warm.Summary;
import io.github.imgproxy4j.cli.warm.VariantSource;
import io.github.imgproxy4j.cli.warm.Variants;
import io.github.imgproxy4j.cli.warm.Warmer;
import io.github.imgproxy4j.error.ImgproxyException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Has images made before visitors ask for them. */
@Command(
        name = "warm",
        description = {
            "Has the proxy make images before visitors ask for them: those of pages, of a list, of sources, or those"
                    + " that were asked for most lately. Skips what is stored.",
            "",
            "Visitors come first: the requests have the lowest priority (Priority: u=7), and a server that has no room"
                    + " (429, 503) is left alone as long as it says."
        },
        exitCodeList = {
            "0:all images are there",
            "1:at least one image, page or sitemap failed, or nothing was found",
            "2:wrong arguments or settings; nothing was made"
        },
        footer = {
            "",
            "Examples:",
            "  imgproxy4j warm --sitemap https://shop.example/sitemap.xml",
            "  imgproxy4j warm --page https://shop.example/ --rate 10 --journal warm.journal",
            "  imgproxy4j sign /rs:fill:300:200/plain/local:///cat.jpg |",
            "    imgproxy4j warm --urls - --proxy https://shop.example/img",
            "  imgproxy4j warm --top 1000 --proxy https://shop.example/img",
            "  imgproxy4j warm --source local:///cat.jpg --presets card,hero --densities 1,2 --formats avif,webp",
        })
final class WarmCommand implements Callable<Integer> {
    private static final int MOST_PARALLEL = 256;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Mixin
    private CandidateOptions candidates;

    @Option(
            names = "--sitemap",
            paramLabel = "URL",
            description = "A sitemap or an index of sitemaps, XML or text, compressed or not: the images of its pages;"
                    + " repeatable.")
    private List<URI> sitemaps = new ArrayList<>();

    @Option(names = "--page", paramLabel = "URL", description = "A page: its images; repeatable.")
    private List<URI> pages = new ArrayList<>();

    @Option(
            names = "--urls",
            paramLabel = "FILE",
            description = "Proxy URLs or signed paths, one a line; - for standard input.")
    private @Nullable String urls;

    @Option(
            names = "--top",
            paramLabel = "COUNT",
            description = "So many images that were asked for most lately, by the access times of the store in the"
                    + " settings.")
    private @Nullable Integer top;

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "An original image: all candidates of --presets; repeatable.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--proxy",
            paramLabel = "URL",
            description = "Where the proxy is, in place of IMGPROXY4J_PROXY_URL: https://shop.example/img.")
    private @Nullable URI proxy;

    @Option(
            names = "--parallel",
            paramLabel = "COUNT",
            defaultValue = "4",
            description = "How many images at a time; ${DEFAULT-VALUE} by default.")
    private int parallel;

    @Option(
            names = "--rate",
            paramLabel = "COUNT",
            defaultValue = "200",
            description = "The most requests a second, ${DEFAULT-VALUE} by default: questions for stored images cost"
                    + " their server time as well. 0: no limit.")
    private double rate;

    @Option(
            names = "--accept",
            paramLabel = "TYPES",
            defaultValue = "image/avif,image/webp,image/*,*/*;q=0.8",
            description = "The formats that the browser takes, where the proxy chooses one; by default"
                    + " ${DEFAULT-VALUE}.")
    private String accept;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description =
                    "Remembers in this file what is done, so that a run that was stopped goes on there. Removed when"
                            + " all has been tried.")
    private @Nullable Path journal;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private ProgressOption progress;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        PrintWriter out = spec.commandLine().getOut();
        Warmer warmer = new Warmer(rate, parallel, accept);
        try (Journal done = journal()) {
            Variants variants = new Variants();
            for (VariantSource source : variantSources(warmer)) {
                source.addTo(variants);
            }
            Summary summary = warmer.warm(variants, done, progress.of(spec.commandLine()));
            done.finish();
            if (summary.found() == 0) {
                spec.commandLine().getErr().println("warm: nothing to warm was found; is --proxy right?");
            }
            if (json) {
                out.println(new WarmReport(summary).json());
            } else {
                new WarmReport(summary).print(out);
            }
            return summary.found() > 0 && summary.failures().isEmpty() ? ExitStatus.OK : ExitStatus.FAILED;
        }
    }

    private void check() {
        if (sitemaps.isEmpty() && pages.isEmpty() && urls == null && top == null && sources.isEmpty()) {
            throw wrong("one of --sitemap, --page, --urls, --top and --source is missing");
        }
        if (!sources.isEmpty() && candidates.isEmpty()) {
            throw wrong("--presets is missing: it names what is made of --source");
        }
        if (candidates.isEmpty() ? candidates.haveCandidates() : sources.isEmpty() && sitemaps.isEmpty()) {
            throw wrong("--presets, --widths, --densities and --formats are for --source and --sitemap, and need"
                    + " --presets");
        }
        if (top != null && top < 1) {
            throw wrong("--top [" + top + "] must be at least 1");
        }
        if (parallel < 1 || parallel > MOST_PARALLEL) {
            throw wrong("--parallel [" + parallel + "] must be from 1 to " + MOST_PARALLEL);
        }
        if (!(rate >= 0 && rate <= 1e6)) {
            throw wrong("--rate [" + rate + "] must be a number of requests a second; 0: no limit");
        }
        sitemaps.forEach(url -> checkUrl("--sitemap", url));
        pages.forEach(url -> checkUrl("--page", url));
        if (proxy != null) {
            checkUrl("--proxy", proxy);
        }
    }

    private void checkUrl(String option, URI url) {
        boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!web || url.getHost() == null) {
            throw wrong(option + " [" + url + "] must be an http or https URL");
        }
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    private Journal journal() throws IOException {
        try {
            return journal == null ? Journal.none() : Journal.open(journal);
        } catch (IllegalArgumentException foreign) {
            throw wrong("--journal [" + journal + "] " + foreign.getMessage());
        }
    }

    private List<VariantSource> variantSources(Warmer warmer) {
        boolean signs = top != null || !candidates.isEmpty();
        Imgproxy imgproxy = signs ? settings.imgproxy() : settings.verifying();
        String proxyUrl = proxyUrl(imgproxy);
        List<VariantSource> all = new ArrayList<>();
        // First, because these find mistakes in the arguments before anything is asked for.
        sources.forEach(source -> all.add(
                variants -> candidates.addTo(variants, imgproxy, source, requireProxyUrl(proxyUrl, "--source"))));
        if (urls != null) {
            all.add(new UrlLines(new ListFile("--urls", urls), imgproxy, proxyUrl));
        }
        if (top != null) {
            all.add(new LastAccessed(top, settings.settings(), imgproxy, requireProxyUrl(proxyUrl, "--top")));
        }
        all.add(new PageList(
                pages,
                sitemaps,
                warmer.documents(),
                proxyUrl,
                (variants, image) -> addImage(variants, imgproxy, image, proxyUrl)));
        return all;
    }

    /** An image that a sitemap names: of the proxy, or a source. */
    private void addImage(Variants variants, Imgproxy imgproxy, URI image, @Nullable String proxyUrl) {
        if (proxyUrl != null && image.toString().startsWith(proxyUrl + "/")) {
            variants.add(image, null);
        } else if (!candidates.isEmpty()) {
            candidates.addTo(variants, imgproxy, image.toString(), requireProxyUrl(proxyUrl, "--presets"));
        }
    }

    private static String requireProxyUrl(@Nullable String proxyUrl, String option) {
        if (proxyUrl == null) {
            throw new ImgproxyException(
                    "--proxy [not set] must say where the proxy is, https://shop.example/img, for " + option);
        }
        return proxyUrl;
    }

    /** Without a slash at the end; null if there is only a path, or nothing is set. */
    private @Nullable String proxyUrl(Imgproxy imgproxy) {
        String set = settings.settings().isSet(CoreSettings.PROXY_URL) ? imgproxy.proxyUrl() : null;
        return Stream.of(Objects.toString(proxy, null), set)
                .filter(Objects::nonNull)
                .filter(url -> url.startsWith("http"))
                .map(url -> url.replaceFirst("/+$", ""))
                .findFirst()
                .orElse(null);
    }
}
