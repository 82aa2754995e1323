package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Compares docs/cli.md with what the subcommands say of themselves. With {@code -Dimgproxy4j.docs.write=true} the page is
 * written instead.
 */
class CommandDocumentationTest {
    private static final Path PAGE = Path.of("../docs/cli.md");
    private static final String MARK = "<!-- from the command's own help; mvn -pl cli test"
            + " -Dtest=CommandDocumentationTest -Dimgproxy4j.docs.write=true writes it -->\n";
    private static final int COLUMNS = 100;

    @Test
    void pageShowsTheHelpOfEverySubcommand() throws IOException {
        String page = Files.readString(PAGE);
        String expected = page.substring(0, page.indexOf(MARK) + MARK.length()) + help();
        if (Boolean.getBoolean("imgproxy4j.docs.write")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private static String help() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        CommandLine command = Imgproxy4jCommand.commandLine(Map.of(), nowhere, nowhere);
        return command.getSubcommands().entrySet().stream()
                .filter(subcommand -> !subcommand.getKey().equals("help"))
                .map(subcommand -> section(subcommand.getKey(), subcommand.getValue()))
                .collect(Collectors.joining());
    }

    private static String section(String name, CommandLine subcommand) {
        subcommand.getCommandSpec().usageMessage().width(COLUMNS);
        String usage = subcommand.getUsageMessage(CommandLine.Help.Ansi.OFF).stripTrailing();
        return "\n## " + name + "\n\n```text\n"
                + usage.lines().map(String::stripTrailing).collect(Collectors.joining("\n")) + "\n```\n";
    }
}
