package io.github.imgproxy4j.demo.photos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the demo's pages know about the pictures, as JSON: one line each, in gallery order. */
record Catalogue(List<Entry> entries) {

    /** One picture; the size is that of the picture held upright. */
    record Entry(String file, String title, String alt, int width, int height) {

        String json() {
            return String.format(
                    Locale.ROOT,
                    "  {\"file\": \"%s\", \"title\": \"%s\", \"alt\": \"%s\", \"width\": %d, \"height\": %d}",
                    file,
                    title,
                    alt,
                    width,
                    height);
        }
    }

    static Catalogue ofEverything() {
        List<Entry> entries = new ArrayList<>();
        for (Photo photo : Gallery.photos()) {
            entries.add(new Entry(photo.name() + ".jpg", photo.title(), photo.alt(), photo.width(), photo.height()));
        }
        for (Extra extra : Extra.values()) {
            entries.add(new Entry(extra.file(), extra.title(), extra.alt(), extra.width(), extra.height()));
        }
        return new Catalogue(List.copyOf(entries));
    }

    String json() {
        return String.join(",\n", entries.stream().map(Entry::json).toList()).transform(all -> "[\n" + all + "\n]\n");
    }
}
