package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.Verification;
import io.github.imgproxy4j.Verification.Outcome;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints cache keys. */
@Command(
        name = "key",
        description = "Prints the cache key of each signed path: the name of the variant in bucket and store.",
        footer = {
            "",
            "Needs no key and salt: the signature is used as given. Prints a warning if it is not valid.",
            "",
            "Example:",
            "  imgproxy4j key /img/5Ow…/rs:fill:300:200/plain/https://example.com/cat.jpg",
        })
final class KeyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Parameters(arity = "1..*", paramLabel = "SIGNED_PATH", description = "A signed path, alone or in a URL.")
    private List<String> signedPaths;

    @Override
    public Integer call() {
        Imgproxy imgproxy = options.verifying();
        List<String> keys =
                signedPaths.stream().map(text -> key(text, imgproxy)).toList();
        keys.forEach(spec.commandLine().getOut()::println);
        return ExitStatus.OK;
    }

    private String key(String text, Imgproxy imgproxy) {
        String signedPath = PastedUrl.signedPath(text, imgproxy);
        Verification verification = imgproxy.verify(signedPath);
        if (verification.outcome() == Outcome.MALFORMED) {
            throw new ParameterException(
                    spec.commandLine(), "[" + text + "] must be a signed path, /SIGNATURE/OPTIONS/SOURCE");
        }
        if (verification.outcome() == Outcome.VERIFIED && !imgproxy.isUnsigned()) {
            return imgproxy.key(verification.signedPath());
        }
        if (verification.outcome() == Outcome.FORBIDDEN) {
            spec.commandLine().getErr().println("warning: [" + text + "] " + verification.explanation());
        }
        return keyAsWritten(signedPath);
    }

    private String keyAsWritten(String signedPath) {
        Imgproxy trusting = options.trusting(PastedUrl.signature(signedPath));
        return trusting.key(trusting.verify(signedPath).signedPath());
    }
}
