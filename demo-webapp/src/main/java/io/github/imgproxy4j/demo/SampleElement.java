package io.github.imgproxy4j.demo;

import io.github.imgproxy4j.Imgproxy;
import java.util.stream.Collectors;

/** The {@code <img>} that a card becomes, with URLs short enough to be read. */
final class SampleElement {
    private static final String KEY = "(/[0-9a-f]{8})[0-9a-f]{24,}";
    private static final String SIGNED_PATH = "(/[\\w-]{8})[\\w-]{3,}(/\\S*/[\\w-]{8})[\\w-]*(\\.\\w+)?";

    private SampleElement() {}

    /** One attribute a line. */
    static String of(Imgproxy imgproxy, Photo photo) {
        return imgproxy
                .publicImage(photo.preset(), photo.source())
                .sizes("…")
                .alt("…")
                .img()
                .attributes()
                .entrySet()
                .stream()
                .map(attribute ->
                        attribute.getKey() + "=\"" + shortened(attribute.getKey(), attribute.getValue()) + "\"")
                .collect(Collectors.joining("\n     ", "<img ", ">"));
    }

    private static String shortened(String name, String value) {
        return name.equals("onerror")
                ? "…one constant script…"
                : value.replaceAll(KEY, "$1…")
                        .replaceAll(SIGNED_PATH, "$1…$2…$3")
                        .replace("w, ", "w,\n           ");
    }
}
