package io.github.imgproxy4j.demo;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/** Finds the photos as files, because that is how imgproxy reads {@code local:///} sources. */
final class PhotoFolder {
    private static final String PLACE = "/WEB-INF/photos/";

    private PhotoFolder() {}

    /** The folder in the unpacked web app; a copy where the container serves the WAR without unpacking it. */
    static Path find(ServletContext context, TemporaryFolders temporaryFolders) throws IOException {
        String unpacked = context.getRealPath(PLACE);
        return unpacked == null ? copy(context, temporaryFolders.create("imgproxy4j-demo-photos-")) : Path.of(unpacked);
    }

    private static Path copy(ServletContext context, Path folder) throws IOException {
        Set<String> photos = Objects.requireNonNull(context.getResourcePaths(PLACE), PLACE);
        for (String photo : photos) {
            try (InputStream bytes = Objects.requireNonNull(context.getResourceAsStream(photo), photo)) {
                Files.copy(bytes, folder.resolve(photo.substring(PLACE.length())));
            }
        }
        return folder;
    }
}
