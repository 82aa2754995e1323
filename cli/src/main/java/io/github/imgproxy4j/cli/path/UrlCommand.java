package io.github.imgproxy4j.cli.path;

import io.github.imgproxy4j.ImageBuilder;
import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.cli.output.ExitStatus;
import io.github.imgproxy4j.cli.settings.SettingsOptions;
import io.github.imgproxy4j.option.OptionSyntax;
import io.github.imgproxy4j.option.ProcessingOption;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Builds the URLs of variants as tags do. */
@Command(
        name = "url",
        description = "Prints the URLs of a source as tags do, with presets and your own options.",
        footer = {
            "",
            "Examples:",
            "  imgproxy4j url https://example.com/cat.jpg -o rs:fill:300:200 -f webp",
            "  imgproxy4j url local:///cat.jpg --preset card --print proxy",
        })
public final class UrlCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Parameters(arity = "1..*", paramLabel = "SOURCE", description = "The original image, as in tags.")
    private List<String> sources;

    @Option(
            names = {"-p", "--preset"},
            paramLabel = "NAME",
            description = "A preset of imgproxy.presets; repeatable.")
    private List<String> presets = List.of();

    @Option(
            names = {"-o", "--options"},
            paramLabel = "OPTIONS",
            description = "Processing options, rs:fill:300:200/q:80; repeatable, later ones win.")
    private List<String> options = List.of();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "The format of the result, webp.")
    private @Nullable String format;

    @Option(
            names = "--print",
            paramLabel = "PART",
            description = "Only one of ${COMPLETION-CANDIDATES}, without its name, for scripts.")
    private @Nullable Part part;

    @Override
    public Integer call() {
        var imgproxy = settings.imgproxy();
        OptionSyntax syntax = OptionSyntax.DEFAULT.withSeparator(imgproxy.argumentsSeparator());
        List<List<ProcessingOption>> parsed = options.stream()
                .map(text -> ProcessingOption.parse(text, syntax))
                .toList();
        List<ImageUrls> urls = sources.stream()
                .map(source -> variant(imgproxy.image(source), parsed).urls())
                .toList();
        urls.forEach(this::print);
        return ExitStatus.OK;
    }

    private ImageBuilder variant(ImageBuilder image, List<List<ProcessingOption>> parsed) {
        presets.forEach(image::preset);
        parsed.forEach(image::addAll);
        return format == null ? image : image.format(format);
    }

    private void print(ImageUrls urls) {
        PrintWriter out = spec.commandLine().getOut();
        if (part != null) {
            out.println(part.of(urls));
            return;
        }
        for (Part each : Part.values()) {
            out.printf("%-6s %s%n", each.name().toLowerCase(Locale.ROOT), each.of(urls));
        }
    }

    /** The printable parts of a variant. */
    enum Part {
        CACHED {
            @Override
            String of(ImageUrls urls) {
                return urls.cached();
            }
        },
        PROXY {
            @Override
            String of(ImageUrls urls) {
                return urls.proxy();
            }
        },
        PATH {
            @Override
            String of(ImageUrls urls) {
                return urls.signedPath().text();
            }
        },
        KEY {
            @Override
            String of(ImageUrls urls) {
                return urls.key();
            }
        };

        abstract String of(ImageUrls urls);
    }
}
