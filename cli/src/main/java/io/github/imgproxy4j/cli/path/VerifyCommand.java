package io.github.imgproxy4j.cli.path;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.Verification;
import io.github.imgproxy4j.Verification.Outcome;
import io.github.imgproxy4j.cli.output.ExitStatus;
import io.github.imgproxy4j.cli.settings.SettingsOptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies signatures and names the mistake behind a wrong one. */
@Command(
        name = "verify",
        description = "Checks the signature of each path. For a wrong one, prints the first byte that differs and the"
                + " likely mistake.",
        footer = {
            "",
            "Example:",
            "  imgproxy4j verify https://shop.example/img/5Ow…/rs:fill:300:200/plain/https://example.com/cat.jpg",
        })
public final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Parameters(arity = "1..*", paramLabel = "SIGNED_PATH", description = "A signed path, alone or in a URL.")
    private List<String> signedPaths;

    @Override
    public Integer call() {
        Imgproxy imgproxy = options.imgproxy();
        SignatureReport report = new SignatureReport(imgproxy, options.settings());
        boolean allRight = true;
        for (String text : signedPaths) {
            String key = PastedUrl.cacheKey(text);
            if (key != null) {
                spec.commandLine()
                        .getOut()
                        .println("wrong  " + text + System.lineSeparator() + "       " + ExplainCommand.cached(key));
                allRight = false;
                continue;
            }
            String signedPath = PastedUrl.signedPath(text, imgproxy);
            Verification verification = imgproxy.verify(signedPath);
            allRight &= verification.outcome() == Outcome.VERIFIED;
            print(signedPath, verification, report);
        }
        return allRight ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private void print(String signedPath, Verification verification, SignatureReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (verification.outcome() == Outcome.VERIFIED) {
            out.println("right  " + verification.signedPath().text());
        } else {
            out.println("wrong  " + signedPath);
            report.lines(signedPath, verification).forEach(line -> out.println("       " + line));
        }
    }
}
