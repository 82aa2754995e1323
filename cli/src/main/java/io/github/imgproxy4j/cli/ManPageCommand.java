package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.cli.output.Version;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Spec;

/** Prints the manual of all subcommands, made from what they say of themselves. */
@Command(
        name = "generate-man-page",
        description = "Prints a man page of all subcommands.",
        footer = {
            "",
            "Example:",
            "  imgproxy4j generate-man-page > /usr/local/share/man/man1/imgproxy4j.1",
        })
final class ManPageCommand implements Runnable {
    private static final int WIDTH = 78;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandSpec root = Objects.requireNonNull(spec.parent(), "a subcommand");
        PrintWriter out = spec.commandLine().getOut();
        out.println(".TH IMGPROXY4J 1 \"\" \"" + escaped(new Version().getVersion()[0]) + "\"");
        out.println(".SH NAME");
        out.println("imgproxy4j \\- " + text(root.usageMessage().description()));
        out.println(".SH SYNOPSIS");
        out.println(".B imgproxy4j");
        out.println("\\fICOMMAND\\fR [\\fIOPTIONS\\fR] [\\fIARGUMENTS\\fR]");
        out.println(".SH COMMANDS");
        root.subcommands().forEach((name, command) -> subcommand(out, name, command));
        exitStatus(out, root.usageMessage());
    }

    private static void subcommand(PrintWriter out, String name, CommandLine command) {
        if (name.equals("help")) {
            return;
        }
        CommandSpec subcommand = command.getCommandSpec();
        out.println(".SS " + escaped(name));
        subcommand.usageMessage().width(WIDTH);
        preformatted(out, command.getHelp().synopsis(0).lines().toList());
        paragraphs(out, subcommand.usageMessage().description());
        subcommand.positionalParameters().forEach(parameter -> argument(out, parameter.paramLabel(), parameter));
        subcommand.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .forEach(option -> argument(out, names(option), option));
        if (!subcommand.usageMessage().exitCodeList().equals(rootStatus(subcommand))) {
            exitStatus(out, subcommand.usageMessage());
        }
        preformatted(out, Arrays.asList(subcommand.usageMessage().footer()));
    }

    private static Map<String, String> rootStatus(CommandSpec subcommand) {
        return Objects.requireNonNull(subcommand.parent(), "a subcommand")
                .usageMessage()
                .exitCodeList();
    }

    private static String names(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + "=" + option.paramLabel();
    }

    private static void argument(PrintWriter out, String label, ArgSpec argument) {
        out.println(".TP");
        out.println(".B " + escaped(label));
        out.println(text(argument.description()));
    }

    private static void exitStatus(PrintWriter out, UsageMessageSpec usage) {
        if (usage.exitCodeList().isEmpty()) {
            return;
        }
        out.println(".PP");
        out.println("Exit status:");
        usage.exitCodeList().forEach((status, meaning) -> {
            out.println(".TP");
            out.println(".B " + status);
            out.println(escaped(meaning));
        });
    }

    private static void paragraphs(PrintWriter out, String... lines) {
        for (String line : lines) {
            out.println(line.isEmpty() ? ".PP" : text(line));
        }
    }

    private static void preformatted(PrintWriter out, List<String> lines) {
        out.println(".PP");
        out.println(".nf");
        lines.stream().filter(line -> !line.isBlank()).forEach(line -> out.println(text(line)));
        out.println(".fi");
    }

    private static String text(String... lines) {
        return escaped(Ansi.OFF.string(String.format(String.join(" ", lines))));
    }

    /** For troff: a backslash, a hyphen that may be copied, other characters, and a line that would be a request. */
    private static String escaped(String text) {
        StringBuilder line = new StringBuilder();
        text.stripTrailing().codePoints().forEach(character -> {
            switch (character) {
                case '\\' -> line.append("\\e");
                case '-' -> line.append("\\-");
                default ->
                    line.append(
                            character < 128 ? Character.toString(character) : String.format("\\[u%04X]", character));
            }
        });
        return line.indexOf(".") == 0 || line.indexOf("'") == 0 ? "\\&" + line : line.toString();
    }
}
