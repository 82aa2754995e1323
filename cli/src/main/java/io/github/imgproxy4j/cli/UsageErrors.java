package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.cli.output.ExitStatus;
import io.github.imgproxy4j.internal.text.NearNames;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private static final String OTHERWISE = "set the variable in the environment, or a key in the file of --config";

    /** Options that people expect, with what there is instead. */
    private static final Map<String, String> SECRETS = Map.of(
            "--key", "set IMGPROXY_KEY, or give --key-file",
            "--salt", "set IMGPROXY_SALT, or give --salt-file",
            "--token", "set IMGPROXY4J_PURGE_TOKEN, or give --token-file",
            "--purge-token", "set IMGPROXY4J_PURGE_TOKEN, or give --token-file",
            "--secret", OTHERWISE,
            "--password", OTHERWISE,
            "--access-key", OTHERWISE,
            "--secret-key", OTHERWISE,
            "--access-key-id", OTHERWISE,
            "--secret-access-key", OTHERWISE);

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        PrintWriter err = command.getErr();
        err.println(name + ": " + problem(wrong, command));
        SECRETS.forEach((option, instead) -> {
            if (wrong instanceof UnmatchedArgumentException unmatched
                    && option(unmatched).equals(option)) {
                err.println("Secrets are never arguments, which every user of this machine can read: " + instead + ".");
            }
        });
        String nearest = nearest(wrong, command);
        if (nearest != null) {
            err.println("Did you mean " + nearest + "?");
        }
        err.print("Usage: " + command.getHelp().synopsis(0));
        err.println("Try '" + name + " --help' for more.");
        return ExitStatus.USAGE;
    }

    /** Without values: they may be secrets. */
    private static String problem(ParameterException wrong, CommandLine command) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            if (unmatched.isUnknownOption()) {
                return "Unknown option: '" + option(unmatched) + "'";
            }
            if (!command.getSubcommands().isEmpty()) {
                return "Unknown subcommand '" + option(unmatched) + "'";
            }
        }
        return String.valueOf(wrong.getMessage());
    }

    /** What was typed first that no option or subcommand is, without a value. */
    private static String option(UnmatchedArgumentException unmatched) {
        String typed = unmatched.getUnmatched().get(0);
        int value = typed.indexOf('=');
        return value < 0 ? typed : typed.substring(0, value);
    }

    private static @Nullable String nearest(ParameterException wrong, CommandLine command) {
        Matcher subcommand = UNKNOWN_SUBCOMMAND.matcher(String.valueOf(wrong.getMessage()));
        if (subcommand.matches()) {
            return NearNames.nearest(subcommand.group(1), names(command));
        }
        if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
            return null;
        }
        return NearNames.nearest(option(unmatched), names(command));
    }

    private static List<String> names(CommandLine command) {
        List<String> names = new ArrayList<>(command.getSubcommands().keySet());
        command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
        return names;
    }
}
