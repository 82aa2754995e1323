package io.github.imgproxy4j.option;

import io.github.imgproxy4j.error.ImgproxyException;
import java.util.ArrayList;
import java.util.List;

/**
 * One segment of imgproxy's processing options, {@code rs:fill:300:200}. Immutable and always valid.
 *
 * <p>Every constructor throws {@link ImgproxyException} for values that imgproxy would refuse; its message lists the
 * option, the value and the rule of every invalid value.
 */
public sealed interface ProcessingOption permits TypedOption, WrittenOption, OtherOption, NextPipeline {
    /** The maximum number of errors reported for one text; a text with more is not a list of options. */
    int MOST_REFUSALS = 10;

    /** The name in this notation, {@code rs} or {@code resize}. */
    String name(OptionSyntax notation);

    /** The arguments as texts; missing ones are empty. */
    List<String> arguments();

    /** Whether it needs imgproxy Pro; false if that is not known. */
    boolean isPro();

    /**
     * The options that this option consists of: itself, or the parts of a combined option.
     *
     * <p>{@code rs:fill:300:200} has the parts {@code rt:fill}, {@code w:300} and {@code h:200}.
     */
    default List<ProcessingOption> parts() {
        return List.of(this);
    }

    /** The path segment with the short name and colons. */
    default String segment() {
        return segment(OptionSyntax.DEFAULT);
    }

    /**
     * The path segment: the name and the arguments, without trailing empty ones; at least one separator.
     *
     * @throws ImgproxyException if an argument contains the separator, for which imgproxy has no escape
     */
    default String segment(OptionSyntax notation) {
        return notation.segment(name(notation), arguments());
    }

    /**
     * An option by name; typed if this library knows the name.
     *
     * @param name short, long or an alias, as imgproxy spells it; it is kept
     * @param arguments null, booleans, numbers or text made of letters, digits and {@code - . _ ~}; a text that
     *     imgproxy expects in Base64 must be encoded already
     * @throws ImgproxyException if the name or an argument is not valid in a path, or a known option is invalid
     */
    static ProcessingOption of(String name, Object... arguments) {
        return OptionReader.option(OptionSyntax.DEFAULT, name, Argument.checkedTexts(name, arguments));
    }

    /**
     * The options of a text such as {@code rs:fill:300:200/q:80}, in order; see {@link #parse(String, OptionSyntax)}.
     *
     * @throws ImgproxyException naming every segment that is not a valid option
     */
    static List<ProcessingOption> parse(String text) {
        return parse(text, OptionSyntax.DEFAULT);
    }

    /**
     * The options of a text in a notation, in order.
     *
     * <p>Each option has its own type if that prints the same segment; otherwise it is a {@link WrittenOption} if this
     * library knows the name, and an {@link OtherOption} if not. So printing them in the same notation yields the
     * original text, except trailing empty arguments, which are never printed.
     *
     * @throws ImgproxyException naming the segments that are not valid options, the first {@value #MOST_REFUSALS} of
     *     them
     */
    static List<ProcessingOption> parse(String text, OptionSyntax notation) {
        List<ProcessingOption> options = new ArrayList<>();
        List<ImgproxyException> refusals = new ArrayList<>();
        for (String segment : text.split("/", -1)) {
            if (refusals.size() == MOST_REFUSALS) {
                break;
            }
            try {
                options.add(OptionReader.segment(text, segment, notation));
            } catch (ImgproxyException refused) {
                refusals.add(refused);
            }
        }
        ImgproxyException.throwAll(refusals);
        return List.copyOf(options);
    }
}
