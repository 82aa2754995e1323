package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.cli.output.ExitStatus;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints a line for each problem; a stack trace only for a bug of the program. */
final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments)
            throws Exception {
        PrintWriter err = command.getErr();
        String name = command.getCommandName() + ": ";
        if (failure instanceof SettingsException wrong) {
            wrong.problems().forEach(problem -> err.println(name + problem));
            return ExitStatus.USAGE;
        }
        if (failure instanceof ImgproxyException) {
            err.println(name + failure.getMessage());
            return ExitStatus.USAGE;
        }
        if (failure instanceof IOException) {
            err.println(name + failure.getMessage());
            return ExitStatus.FAILED;
        }
        throw failure;
    }
}
