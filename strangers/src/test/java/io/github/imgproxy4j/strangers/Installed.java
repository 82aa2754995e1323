package io.github.imgproxy4j.strangers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The artifacts of this project, installed into a local Maven repository of their own. What is of others is shared with
 * the user's repository by symbolic links; ours are neither taken from there nor left there.
 */
final class Installed {
    private static final String OURS = "io/github/imgproxy4j";
    private static final String PUBLISHED =
            "core,filter,store-s3,embedded,taglib,thymeleaf-dialect,js,spring-boot-starter";
    private static Installed once;

    private final Path repository;
    private final String version;
    private final Set<Path> built = new HashSet<>();

    private Installed(Path repository, String version) {
        this.repository = repository;
        this.version = version;
    }

    /** Installs on the first call. */
    static synchronized Installed artifacts() {
        if (once == null) {
            once = install();
        }
        return once;
    }

    /** Builds a stranger's project on the first call. */
    synchronized void build(String name, Path pom) {
        if (built.add(pom)) {
            List<String> command =
                    maven(repository, "-f", pom.toString(), "-Dimgproxy4j.version=" + version, "package");
            Program.run("build-" + name, pom.getParent(), Map.of(), command);
        }
    }

    /** The jar of a module. */
    Path jar(String module) {
        String artifact = "imgproxy4j-" + module;
        return repository.resolve(OURS).resolve(artifact).resolve(version).resolve(artifact + "-" + version + ".jar");
    }

    private static Installed install() {
        Path repository = Folders.fresh("repository");
        try {
            share(Path.of(System.getProperty("localRepository")), repository);
            List<String> command = maven(
                    repository, "-Dmaven.test.skip=true", "-Djacoco.skip=true", "-pl", PUBLISHED, "-am", "install");
            Program.run("install", Folders.PROJECT, Map.of(), command);
            try (Stream<Path> versions = Files.list(repository.resolve(OURS + "/imgproxy4j-core"))) {
                String version = versions.filter(Files::isDirectory)
                        .findFirst()
                        .orElseThrow()
                        .getFileName()
                        .toString();
                return new Installed(repository, version);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> maven(Path repository, String... arguments) {
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp", "-Dmaven.repo.local=" + repository));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Links to all but the folders on the way to ours, which are real ones. */
    private static void share(Path theirs, Path shared) throws IOException {
        Path from = theirs;
        Path to = shared;
        for (Path step : Path.of(OURS)) {
            Files.createDirectories(to);
            if (!Files.isDirectory(from)) {
                return;
            }
            link(from, to, step);
            from = from.resolve(step);
            to = to.resolve(step);
        }
    }

    private static void link(Path from, Path to, Path butNot) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.filter(Files::isDirectory).toList()) {
                if (!entry.endsWith(butNot)) {
                    Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
                }
            }
        }
    }
}
