package io.github.imgproxy4j.embedded;

/**
 * What a file is like, besides its quality.
 *
 * @param pngColours how many colours a PNG file is reduced to; 0: none is lost
 */
record Output(int pngColours) {
    static final Output PLAIN = new Output(0);
}
