package io.github.imgproxy4j.option;

import io.github.imgproxy4j.ImgproxyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns an option given as text into its type, so that text is held to the same rules as calls. */
final class KnownOptions {
    private static final Map<String, Function<Arguments, ProcessingOption>> READERS = Map.ofEntries(
            Map.entry("w", arguments -> new Width(arguments.whole(0))),
            Map.entry("h", arguments -> new Height(arguments.whole(0))),
            Map.entry("dpr", arguments -> new Dpr(arguments.decimal(0))),
            Map.entry("el", arguments -> new Enlarge(arguments.flag(0))),
            Map.entry("q", arguments -> new Quality(arguments.whole(0))),
            Map.entry("f", arguments -> new Format(arguments.text(0))));

    private KnownOptions() {}

    /** The typed twin if there is one that prints the very same segment, else the option as it is. */
    static ProcessingOption typed(OtherOption option) {
        ProcessingOption typed = read(option);
        return typed != null && typed.segment().equals(option.segment()) ? typed : option;
    }

    private static @Nullable ProcessingOption read(OtherOption option) {
        Arguments arguments = new Arguments(option);
        return switch (option.name()) {
            case "rs" -> resize(arguments);
            case "g" -> gravity(arguments);
            case "bg" ->
                arguments.count() == 1 && !arguments.text(0).isEmpty() ? new Background(arguments.text(0)) : null;
            default -> {
                Function<Arguments, ProcessingOption> reader = READERS.get(option.name());
                yield reader == null ? null : reader.apply(arguments.exactly(1));
            }
        };
    }

    private static @Nullable ProcessingOption resize(Arguments arguments) {
        if (arguments.count() > 4 || arguments.text(0).isEmpty()) {
            return null;
        }
        return new Resize(
                ResizingType.ofWord(arguments.text(0)),
                arguments.wholeOrZero(1),
                arguments.wholeOrZero(2),
                arguments.text(3).isEmpty() ? null : arguments.flag(3));
    }

    private static @Nullable ProcessingOption gravity(Arguments arguments) {
        String anchor = arguments.text(0);
        if (anchor.startsWith("obj")) {
            return null;
        }
        List<Double> offsets = new ArrayList<>();
        for (int i = 1; i < arguments.count(); i++) {
            if (arguments.text(i).isEmpty()) {
                return null;
            }
            offsets.add(arguments.decimal(i));
        }
        return new Gravity(anchor, offsets);
    }

    /** Reads arguments by position and complains in the option's name. */
    private record Arguments(OtherOption option) {
        int count() {
            return option.arguments().size();
        }

        Arguments exactly(int count) {
            if (count() != count) {
                throw refused("must have exactly " + count + " argument");
            }
            return this;
        }

        String text(int index) {
            return index < count() ? option.arguments().get(index) : "";
        }

        int wholeOrZero(int index) {
            return text(index).isEmpty() ? 0 : whole(index);
        }

        int whole(int index) {
            try {
                return Integer.parseInt(text(index));
            } catch (NumberFormatException notWhole) {
                throw refused("[" + text(index) + "] must be a whole number", notWhole);
            }
        }

        double decimal(int index) {
            try {
                return Double.parseDouble(text(index));
            } catch (NumberFormatException notDecimal) {
                throw refused("[" + text(index) + "] must be a number", notDecimal);
            }
        }

        /** imgproxy takes anything else for false with a warning in its log; we refuse it. */
        boolean flag(int index) {
            return switch (text(index)) {
                case "1", "t", "T", "true", "TRUE", "True" -> true;
                case "0", "f", "F", "false", "FALSE", "False" -> false;
                default -> throw refused("[" + text(index) + "] must be 1 or 0");
            };
        }

        private ImgproxyException refused(String rule) {
            return new ImgproxyException(option.segment() + ": " + rule);
        }

        private ImgproxyException refused(String rule, Throwable cause) {
            return new ImgproxyException(option.segment() + ": " + rule, cause);
        }
    }
}
