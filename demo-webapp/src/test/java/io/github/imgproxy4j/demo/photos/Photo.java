package io.github.imgproxy4j.demo.photos;

/** One file of the gallery: its name, words, upright size, how it is developed and stored. */
record Photo(
        String name,
        String title,
        String alt,
        int width,
        int height,
        Darkroom darkroom,
        int budget,
        int orientation,
        boolean wide,
        Scene scene) {

    static Photo of(String name, String title, String alt, Darkroom darkroom, Scene scene) {
        return new Photo(name, title, alt, 3000, 2000, darkroom, 400_000, 1, false, scene);
    }

    Photo sized(int newWidth, int newHeight) {
        return new Photo(name, title, alt, newWidth, newHeight, darkroom, budget, orientation, wide, scene);
    }

    Photo budgeted(int bytes) {
        return new Photo(name, title, alt, width, height, darkroom, bytes, orientation, wide, scene);
    }

    Photo oriented(int tag) {
        return new Photo(name, title, alt, width, height, darkroom, budget, tag, wide, scene);
    }

    Photo wideGamut() {
        return new Photo(name, title, alt, width, height, darkroom, budget, orientation, true, scene);
    }
}
