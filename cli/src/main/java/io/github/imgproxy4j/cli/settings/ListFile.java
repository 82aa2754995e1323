package io.github.imgproxy4j.cli.settings;

import io.github.imgproxy4j.settings.SettingsException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A list in a file or on standard input, one entry a line. Empty lines and those that begin with # are skipped. */
public final class ListFile {
    private static final String STANDARD_INPUT = "-";

    private final String option;
    private final String file;

    /**
     * A list that is not read yet.
     *
     * @param option which names it, {@code --urls}, for messages
     * @param file a path, or {@code -} for standard input
     */
    public ListFile(String option, String file) {
        this.option = option;
        this.file = file;
    }

    /**
     * Its entries, without blanks around them.
     *
     * @throws SettingsException if the file cannot be read
     */
    public List<String> lines() {
        List<String> entries = new ArrayList<>();
        try (InputStream in = open();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    entries.add(line.strip());
                }
            }
        } catch (IOException unreadable) {
            throw Unreadable.file(option, file, unreadable);
        }
        return entries;
    }

    private InputStream open() throws IOException {
        try {
            return file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file));
        } catch (InvalidPathException noPath) {
            throw new IOException(noPath);
        }
    }

    /** A mistake in one of its lines. */
    public SettingsException wrong(String line, String rule) {
        return new SettingsException(
                List.of(option + " [" + file + "] has the line [" + line + "]; it must be " + rule));
    }
}
