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
import java.util.Map;
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
        },
        subcommands = {
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
            HelpCommand.class
        })
final class Imgproxy4jCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** The parser of all subcommands. */
    static CommandLine commandLine(Map<String, String> environment, PrintWriter out, PrintWriter err) {
        return new CommandLine(Imgproxy4jCommand.class, new Commands(environment))
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler(new Failures())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(URI.class, Imgproxy4jCommand::url);
    }

    private static URI url(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new TypeConversionException(
                    "[" + text + "] must be an http or https URL, with % escapes where needed");
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a COMMAND is missing");
    }
}
