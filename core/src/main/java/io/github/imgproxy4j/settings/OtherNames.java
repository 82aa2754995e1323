package io.github.imgproxy4j.settings;

import io.github.imgproxy4j.internal.text.NearNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * Classifies names in a source of settings that no setting has: settings of missing modules, misspelt names, and names
 * of other programs.
 */
final class OtherNames {
    private static final String PREFIX_OF_OURS = "IMGPROXY4J_";
    private static final String PREFIX_OF_IMGPROXY = "IMGPROXY_";

    /** Variables of imgproxy that would be settings of this library with the other prefix. */
    private static final Set<String> OF_IMGPROXY = Set.of("IMGPROXY_PRESETS", "IMGPROXY_S3_REGION");

    private final List<Name> names = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    OtherNames(Collection<Setting<?>> settings) {
        settings.forEach(setting -> names.add(new Name(setting.key(), setting.environmentName(), "")));
        names.forEach(name -> known.addAll(List.of(name.key(), name.variable())));
        for (Name name : ofAllModules()) {
            if (!known.contains(name.key())) {
                names.add(name);
            }
        }
    }

    /** Adds the problems and the possible mistakes in the names of a source. */
    void judge(SettingsSource source, List<String> problems, List<String> remarks) {
        for (String name : source.names()) {
            if (known.contains(name)) {
                continue;
            }
            if (SettingsSource.isReserved(name)) {
                problems.add(source.spell(name) + " " + whatIsWrong(name));
            } else {
                remark(source, name, remarks);
            }
        }
    }

    private String whatIsWrong(String typed) {
        for (Name name : names) {
            if (typed.equals(name.key()) || typed.equals(name.variable())) {
                return "is a setting of " + name.module() + ", which is not on the class path; add " + name.dependency()
                        + ", or remove the setting";
            }
        }
        Name meant = NearNames.nearest(stem(typed), names, Name::stem);
        if (meant == null) {
            return "is not a setting; " + Settings.DOCUMENTATION + " lists them all";
        }
        String suggestion = typed.startsWith(PREFIX_OF_OURS) ? meant.variable() : meant.key();
        String addition = meant.module().isEmpty() ? "" : " It needs " + meant.dependency() + " on the class path.";
        return "is not a setting; did you mean " + suggestion + "?" + addition;
    }

    /** Names that other programs may use, or that resemble settings of this library. */
    private void remark(SettingsSource source, String typed, List<String> remarks) {
        for (Name name : names) {
            if (typed.equals(name.variable()) && !typed.startsWith(PREFIX_OF_IMGPROXY)) {
                remarks.add(source.spell(typed) + " has no effect; add " + name.dependency()
                        + " to the class path if it is intended for imgproxy4j");
            }
            if (typed.startsWith(PREFIX_OF_IMGPROXY)
                    && !OF_IMGPROXY.contains(typed)
                    && name.variable().equals(PREFIX_OF_OURS + typed.substring(PREFIX_OF_IMGPROXY.length()))) {
                remarks.add(source.spell(typed) + " has no effect, and imgproxy does not have it either; did you"
                        + " mean "
                        + name.variable() + "?");
            }
        }
    }

    /** The part of a setting's name that differs from others. */
    private static String stem(String name) {
        for (String prefix : List.of("imgproxy.", PREFIX_OF_OURS, PREFIX_OF_IMGPROXY)) {
            if (name.startsWith(prefix)) {
                return name.substring(prefix.length());
            }
        }
        return name;
    }

    /** The settings of all modules of this version; a test keeps the list complete. */
    private static List<Name> ofAllModules() {
        Properties written = new Properties();
        try (InputStream file = OtherNames.class.getResourceAsStream("modules.properties")) {
            if (file != null) {
                written.load(file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return written.stringPropertyNames().stream()
                .sorted()
                .map(key -> Name.of(key, written.getProperty(key)))
                .toList();
    }

    /**
     * A setting.
     *
     * @param module the artifact that contains it, or empty if it is on the class path
     */
    private record Name(String key, String variable, String module) {
        /** From a line {@code imgproxy.mount=IMGPROXY4J_MOUNT imgproxy4j-filter}. */
        static Name of(String key, String line) {
            String[] words = line.split(" ", 2);
            return new Name(key, words[0], words[1]);
        }

        String stem() {
            return OtherNames.stem(key);
        }

        String dependency() {
            return "io.github.imgproxy4j:" + module;
        }
    }
}
