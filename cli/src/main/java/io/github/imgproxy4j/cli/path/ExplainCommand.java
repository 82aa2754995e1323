package io.github.imgproxy4j.cli.path;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.Verification;
import io.github.imgproxy4j.Verification.Outcome;
import io.github.imgproxy4j.cli.output.ExitStatus;
import io.github.imgproxy4j.cli.output.Report;
import io.github.imgproxy4j.cli.settings.SettingsOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains a URL in words. */
@Command(
        name = "explain",
        description =
                "Explains a URL: signature, options in words, source, canonical path, cache key in every layout, and how the"
                        + " filter responds and why.",
        footer = {
            "",
            "Example:",
            "  imgproxy4j explain https://shop.example/img/5Ow…/rs:fill:300:200/aHR0cHM6Ly9….webp",
        })
public final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Parameters(paramLabel = "URL", description = "A signed path, alone or in a URL.")
    private String url;

    @Override
    public Integer call() {
        Imgproxy imgproxy = options.verifying();
        String key = PastedUrl.cacheKey(url);
        if (key != null) {
            spec.commandLine().getOut().println(cached(key));
            return ExitStatus.FAILED;
        }
        String signedPath = PastedUrl.signedPath(url, imgproxy);
        Verification verification = imgproxy.verify(signedPath);
        Report report = new Report(spec.commandLine().getOut());
        addSignature(report, imgproxy, signedPath, verification);
        if (verification.outcome() != Outcome.MALFORMED) {
            new Explanation(options, imgproxy, report).addAll(signedPath);
        }
        return verification.outcome() == Outcome.VERIFIED ? ExitStatus.OK : ExitStatus.FAILED;
    }

    /** For a cached URL there is nothing to explain. */
    static String cached(String key) {
        return "a cached URL: its key " + key + " is a hash, which tells neither options nor source; give the proxy URL"
                + " of the same image, which pages have in data-imgproxy-src";
    }

    private void addSignature(Report report, Imgproxy imgproxy, String signedPath, Verification verification) {
        if (verification.outcome() == Outcome.VERIFIED) {
            report.add("signature", imgproxy.isUnsigned() ? "not checked: there is no key" : "valid");
            return;
        }
        report.add("signature", "wrong");
        new SignatureReport(imgproxy, options.settings())
                .lines(signedPath, verification)
                .forEach(report::addMore);
    }
}
