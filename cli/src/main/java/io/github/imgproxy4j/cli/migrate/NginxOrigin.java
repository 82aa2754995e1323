package io.github.imgproxy4j.cli.migrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of a {@code proxy_cache_path}, with any {@code levels}. */
public final class NginxOrigin implements Origin {
    /** nginx names a file by the MD5 of its key; unfinished ones have a number at the end. */
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}");

    private final Path folder;
    private final NginxPaths paths;

    /**
     * A folder.
     *
     * @param paths finds signed paths in the keys of nginx
     */
    public NginxOrigin(Path folder, NginxPaths paths) {
        this.folder = folder;
        this.paths = paths;
    }

    @Override
    public String description() {
        return "cache of nginx below " + folder;
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            Iterator<Path> each = files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .filter(Files::isRegularFile)
                    .iterator();
            while (each.hasNext()) {
                Path file = each.next();
                visitor.visit(new NginxFile(file, folder.relativize(file).toString(), paths));
            }
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    @Override
    public void close() {
        // Nothing is open between visits.
    }
}
