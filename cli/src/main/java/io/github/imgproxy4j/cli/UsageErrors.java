package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.cli.output.ExitStatus;
import io.github.imgproxy4j.internal.text.NearNames;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints the problem of the arguments, the closest subcommand or option, the synopsis, and how to get help. */
final class UsageErrors implements IParameterExceptionHandler {
    /** What picocli's help says. */
    private static final Pattern UNKNOWN_SUBCOMMAND = Pattern.compile("Unknown subcommand '(.*)'\\.?");

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        PrintWriter err = command.getErr();
        err.println(name + ": " + wrong.getMessage());
        String nearest = nearest(wrong, command);
        if (nearest != null) {
            err.println("Did you mean " + nearest + "?");
        }
        err.print("Usage: " + command.getHelp().synopsis(0));
        err.println("Try '" + name + " --help' for more.");
        return ExitStatus.USAGE;
    }

    private static @Nullable String nearest(ParameterException wrong, CommandLine command) {
        Matcher subcommand = UNKNOWN_SUBCOMMAND.matcher(String.valueOf(wrong.getMessage()));
        if (subcommand.matches()) {
            return NearNames.nearest(subcommand.group(1), names(command));
        }
        if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
            return null;
        }
        String typed = unmatched.getUnmatched().get(0);
        int value = typed.indexOf('=');
        return NearNames.nearest(value < 0 ? typed : typed.substring(0, value), names(command));
    }

    private static List<String> names(CommandLine command) {
        List<String> names = new ArrayList<>(command.getSubcommands().keySet());
        command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
        return names;
    }
}
