package io.github.imgproxy4j.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pictures that all three galleries show. Public because pages call its methods.
 *
 * @param hero the widest one, shown on top
 * @param photos the others
 */
public record Gallery(Photo hero, List<Photo> photos) {
    /** The attribute of the application scope, by which JSP finds it. */
    static final String ATTRIBUTE = "gallery";

    private static final String CATALOGUE = "photos.json";

    /** Copies the list. */
    public Gallery {
        photos = List.copyOf(photos);
    }

    /** The pictures of the catalogue, with the lengths that their files have in this folder. */
    static Gallery load(Path folder) throws IOException {
        try (InputStream json = Objects.requireNonNull(Gallery.class.getResourceAsStream(CATALOGUE), CATALOGUE)) {
            List<Photo> photos = new ArrayList<>();
            for (Photo photo : new ObjectMapper().readValue(json, Photo[].class)) {
                photos.add(photo.withBytes(Files.size(folder.resolve(photo.file()))));
            }
            return of(photos);
        }
    }

    static Gallery of(List<Photo> all) {
        Photo widest =
                all.stream().max(Comparator.comparingDouble(Photo::aspectRatio)).orElseThrow();
        return new Gallery(
                widest, all.stream().filter(photo -> !photo.equals(widest)).toList());
    }

    static Gallery in(ServletContext context) {
        return (Gallery) Objects.requireNonNull(context.getAttribute(ATTRIBUTE), ATTRIBUTE);
    }

    /** All of them, the hero first. */
    List<Photo> all() {
        return Stream.concat(Stream.of(hero), photos.stream()).toList();
    }

    Optional<Photo> find(String file) {
        return all().stream().filter(photo -> photo.file().equals(file)).findFirst();
    }
}
