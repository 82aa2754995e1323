package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.cli.output.Version;
import io.github.imgproxy4j.cli.path.ExplainCommand;
import io.github.imgproxy4j.cli.path.KeyCommand;
import io.github.imgproxy4j.cli.path.SignCommand;
import io.github.imgproxy4j.cli.path.UrlCommand;
import io.github.imgproxy4j.cli.path.VerifyCommand;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command itself; it does nothing without a subcommand. */
@Command(
        name = "imgproxy4j",
        description = "Signs, verifies and explains imgproxy URLs, serves the images, and finds mistakes in a setup.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:success",
            "1:the check or the command failed",
            "2:wrong arguments or settings; nothing was done"
        })
final class Imgproxy4jCommand implements Runnable {
    /** In the order of the help. */
    private static final List<Class<?>> SUBCOMMANDS = List.of(
            SignCommand.class,
            UrlCommand.class,
            KeyCommand.class,
            VerifyCommand.class,
            ExplainCommand.class,
            ServeCommand.class,
            WarmCommand.class,
            PurgeCommand.class,
            BucketCommand.class,
            MigrateCommand.class,
            DoctorCommand.class,
            AutoComplete.GenerateCompletion.class,
            ManPageCommand.class,
            HelpCommand.class);

    /** Those that print all others. */
    private static final Set<Class<?>> OVERVIEWS =
            Set.of(AutoComplete.GenerateCompletion.class, ManPageCommand.class, HelpCommand.class);

    @Spec
    private CommandSpec spec;

    /** The parser of some arguments. It knows the subcommand that they begin with, or all. */
    static CommandLine commandLine(
            Map<String, String> environment, PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine commandLine = new CommandLine(Imgproxy4jCommand.class, new Commands(environment));
        subcommands(arguments).forEach(commandLine::addSubcommand);
        return commandLine
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler(new Failures())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(URI.class, Imgproxy4jCommand::url)
                .registerConverter(int.class, Imgproxy4jCommand::wholeNumber)
                .registerConverter(Integer.class, Imgproxy4jCommand::wholeNumber)
                .registerConverter(double.class, Imgproxy4jCommand::number);
    }

    /** To read the options of all subcommands takes longer than most of them run. */
    private static List<Class<?>> subcommands(String... arguments) {
        for (Class<?> subcommand : SUBCOMMANDS) {
            Command described = Objects.requireNonNull(subcommand.getAnnotation(Command.class));
            if (arguments.length > 0 && arguments[0].equals(described.name()) && !OVERVIEWS.contains(subcommand)) {
                return List.of(subcommand);
            }
        }
        return SUBCOMMANDS;
    }

    private static URI url(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new TypeConversionException(
                    "[" + text + "] must be an http or https URL, with % escapes where needed");
        }
    }

    private static int wholeNumber(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            throw new TypeConversionException("[" + text + "] must be a whole number");
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException malformed) {
            throw new TypeConversionException("[" + text + "] must be a number");
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a COMMAND is missing");
    }
}
