package io.github.imgproxy4j.cli.path;

import io.github.imgproxy4j.cli.output.ExitStatus;
import io.github.imgproxy4j.cli.settings.SettingsOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
public final class KeyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Parameters(arity = "1..*", paramLabel = "SIGNED_PATH", description = "A signed path, alone or in a URL.")
    private List<String> signedPaths;

    @Override
    public Integer call() {
        UrlKeys urlKeys = new UrlKeys(options, spec.commandLine());
        List<String> keys = signedPaths.stream().map(urlKeys::of).toList();
        keys.forEach(spec.commandLine().getOut()::println);
        return ExitStatus.OK;
    }
}
