package io.github.imgproxy4j.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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

    static Gallery load() throws IOException {
        try (InputStream json = Objects.requireNonNull(Gallery.class.getResourceAsStream(CATALOGUE), CATALOGUE)) {
            return of(List.of(new ObjectMapper().readValue(json, Photo[].class)));
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

    Optional<Photo> find(String file) {
        return hero.file().equals(file)
                ? Optional.of(hero)
                : photos.stream().filter(photo -> photo.file().equals(file)).findFirst();
    }
}
