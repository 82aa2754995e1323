package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.cli.output.Progress;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How a subcommand that takes long shows how far it is. */
final class ProgressOption {
    @Option(
            names = "--progress",
            paramLabel = "FORM",
            defaultValue = "AUTO",
            description = "How progress is shown: ${COMPLETION-CANDIDATES}; by default a bar on a terminal, and lines"
                    + " elsewhere.")
    private Progress.Form form = Progress.Form.AUTO;

    /** On standard error. */
    Progress of(CommandLine command) {
        return new Progress(command.getErr(), command.getCommandName(), form);
    }
}
