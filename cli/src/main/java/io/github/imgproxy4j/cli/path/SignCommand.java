package io.github.imgproxy4j.cli.path;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.cli.output.ExitStatus;
import io.github.imgproxy4j.cli.settings.SettingsOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs paths unchanged. */
@Command(
        name = "sign",
        description = "Prints each path with its signature in front: /SIGNATURE/OPTIONS/SOURCE.",
        footer = {
            "",
            "Example:",
            "  imgproxy4j sign /rs:fill:300:200/plain/https://example.com/cat.jpg",
        })
public final class SignCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "/OPTIONS/SOURCE, without a signature.")
    private List<String> paths;

    @Override
    public Integer call() {
        Imgproxy imgproxy = settings.imgproxy();
        List<String> signed =
                paths.stream().map(path -> imgproxy.sign(path).text()).toList();
        signed.forEach(spec.commandLine().getOut()::println);
        return ExitStatus.OK;
    }
}
