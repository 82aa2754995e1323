package io.github.imgproxy4j.cli.doctor.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads files of {@code NAME=VALUE} lines, as Docker Compose and shells do. */
final class EnvFile {
    private EnvFile() {}

    static Service service(Path file) throws IOException {
        return new Service(file.toString(), values(file), Set.of(), "", List.of(), false);
    }

    static Map<String, String> values(Path file) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            String text = line.strip().replaceFirst("^export\\s+", "");
            int equals = text.indexOf('=');
            if (!text.startsWith("#") && equals > 0) {
                values.put(
                        text.substring(0, equals).strip(),
                        value(text.substring(equals + 1).strip()));
            }
        }
        return values;
    }

    private static String value(String text) {
        for (String quote : new String[] {"\"", "'"}) {
            if (text.startsWith(quote)) {
                int end = text.indexOf(quote, 1);
                return end < 0 ? text : text.substring(1, end);
            }
        }
        return text.replaceFirst("\\s+#.*", "");
    }
}
