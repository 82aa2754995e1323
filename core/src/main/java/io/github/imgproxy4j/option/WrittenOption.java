package io.github.imgproxy4j.option;

import java.util.List;

/**
 * A known and valid option in a different spelling from that of its type: by another name, {@code quality:80}, with
 * arguments left out, {@code rs::300}, or with a number like {@code 080}. It is printed as it was written, in every
 * notation; {@link #parts} returns its meaning.
 *
 * @param name the name as written
 * @param arguments as written; trailing empty ones are dropped
 */
public record WrittenOption(String name, List<String> arguments) implements ProcessingOption {
    /** Checks that imgproxy4j knows the option and that its arguments are valid. */
    public WrittenOption {
        arguments = Argument.withoutTrailingEmpty(arguments);
        OptionReader.parts(name, arguments);
    }

    @Override
    public String name(OptionSyntax notation) {
        return name;
    }

    @Override
    public boolean isPro() {
        return parts().stream().anyMatch(ProcessingOption::isPro);
    }

    @Override
    public List<ProcessingOption> parts() {
        return OptionReader.parts(name, arguments);
    }
}
