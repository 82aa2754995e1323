package io.github.imgproxy4j.benchmarks.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A command line of {@code --name value} pairs and of flags without a value. */
final class Arguments {
    private static final Set<String> FLAGS = Set.of("--full");

    private final Map<String, String> values = new HashMap<>();

    Arguments(String... arguments) {
        List<String> rest = List.of(arguments);
        for (int i = 0; i < rest.size(); i++) {
            String name = rest.get(i);
            if (FLAGS.contains(name)) {
                values.put(name, "");
            } else if (name.startsWith("--") && i + 1 < rest.size()) {
                i++;
                values.put(name, rest.get(i));
            } else {
                throw new IllegalArgumentException("[" + name + "] must be an option with its value");
            }
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @Nullable
    String find(String name) {
        return values.get(name);
    }

    String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " must be given");
        }
        return value;
    }

    Pace pace() {
        return has("--full") ? Pace.FULL : Pace.SHORT;
    }
}
