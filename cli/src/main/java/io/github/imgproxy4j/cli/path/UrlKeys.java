package io.github.imgproxy4j.cli.path;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.Verification;
import io.github.imgproxy4j.Verification.Outcome;
import io.github.imgproxy4j.cli.settings.SettingsOptions;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Finds the cache keys of signed paths; a wrong signature is used as given, with a warning. */
public final class UrlKeys {
    private final SettingsOptions options;
    private final Imgproxy imgproxy;
    private final CommandLine command;

    public UrlKeys(SettingsOptions options, CommandLine command) {
        this.options = options;
        this.imgproxy = options.verifying();
        this.command = command;
    }

    /**
     * The key of a signed path.
     *
     * @param text the path, alone or in a URL
     * @throws ParameterException if there is no signed path in it
     */
    public String of(String text) {
        String signedPath = PastedUrl.signedPath(text, imgproxy);
        Verification verification = imgproxy.verify(signedPath);
        if (verification.outcome() == Outcome.MALFORMED) {
            throw new ParameterException(command, "[" + text + "] must be a signed path, /SIGNATURE/OPTIONS/SOURCE");
        }
        if (verification.outcome() == Outcome.VERIFIED && !imgproxy.isUnsigned()) {
            return imgproxy.key(verification.signedPath());
        }
        if (verification.outcome() == Outcome.FORBIDDEN) {
            command.getErr().println("warning: [" + text + "] " + verification.explanation());
        }
        return keyAsWritten(signedPath);
    }

    private String keyAsWritten(String signedPath) {
        Imgproxy trusting = options.trusting(PastedUrl.signature(signedPath));
        return trusting.key(trusting.verify(signedPath).signedPath());
    }
}
