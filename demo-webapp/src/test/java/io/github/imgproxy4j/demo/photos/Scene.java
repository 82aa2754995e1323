package io.github.imgproxy4j.demo.photos;

/** Something to photograph, at any size. */
@FunctionalInterface
interface Scene {
    Film shoot(int width, int height);
}
