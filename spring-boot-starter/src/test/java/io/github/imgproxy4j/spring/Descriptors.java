package io.github.imgproxy4j.spring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the {@code module-info} of each of our modules says, by the name of the module. */
final class Descriptors {
    private static final Map<String, ModuleDescriptor> ALL = read();

    private Descriptors() {}

    static Map<String, ModuleDescriptor> all() {
        return ALL;
    }

    /** Whether a module lets another one use a package. */
    static boolean isSharedWith(String packageName, String module) {
        return ALL.values().stream()
                .flatMap(descriptor -> descriptor.exports().stream())
                .filter(exports -> exports.source().equals(packageName))
                .anyMatch(exports -> !exports.isQualified() || exports.targets().contains(moduleName(module)));
    }

    /** The module that an artifact without {@code imgproxy4j-} is. */
    private static String moduleName(String artifact) {
        String name = artifact.equals("thymeleaf-dialect") ? "thymeleaf" : artifact.replace('-', '.');
        return ArchitectureTest.ROOT + "." + name;
    }

    private static Map<String, ModuleDescriptor> read() {
        Map<String, ModuleDescriptor> all = new TreeMap<>();
        try {
            for (URL file : Collections.list(Descriptors.class.getClassLoader().getResources("module-info.class"))) {
                try (InputStream bytes = file.openStream()) {
                    ModuleDescriptor descriptor = ModuleDescriptor.read(bytes);
                    if (descriptor.name().startsWith(ArchitectureTest.ROOT)) {
                        all.put(descriptor.name(), descriptor);
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return all;
    }

    /** The packages that everybody may use. */
    static Set<String> publicPackages(ModuleDescriptor descriptor) {
        return descriptor.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }
}
