package io.github.imgproxy4j.cli.settings;

import io.github.imgproxy4j.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** Says why a file that an option names cannot be read. */
final class Unreadable {
    private Unreadable() {}

    static SettingsException file(String option, Object file, IOException failure) {
        String reason = failure instanceof NoSuchFileException
                ? "does not exist"
                : failure instanceof CharacterCodingException ? "is not UTF-8 text" : "cannot be read";
        return new SettingsException(List.of(option + " [" + file + "] " + reason));
    }
}
