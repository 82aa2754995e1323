package io.github.imgproxy4j.demo.photos;

import java.util.Locale;

/** A drawing, not a photograph: an evening in the mountains as scalable shapes. */
final class Illustration {

    private static final Noise NOISE = new Noise(73);
    private static final String[] RIDGES = {"#c98b9b", "#a06a8c", "#71507c", "#473a63", "#262548"};

    private Illustration() {}

    static String svg() {
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800" viewBox="0 0 1200 800">
                <title>Evening in the mountains</title>
                <defs>
                <linearGradient id="sky" x2="0" y2="1"><stop offset="0" stop-color="#37477f"/>\
                <stop offset=".5" stop-color="#e58f8a"/><stop offset=".8" stop-color="#fbd9a5"/></linearGradient>
                <radialGradient id="glow"><stop offset="0" stop-color="#fff3d0"/>\
                <stop offset=".25" stop-color="#ffe2a8" stop-opacity=".7"/>\
                <stop offset="1" stop-color="#ffd08a" stop-opacity="0"/></radialGradient>
                </defs>
                <rect width="1200" height="800" fill="url(#sky)"/>
                <circle cx="780" cy="360" r="300" fill="url(#glow)"/>
                <circle cx="780" cy="360" r="58" fill="#fff6dc"/>
                """);
        for (int i = 0; i < RIDGES.length; i++) {
            svg.append("<path fill=\"").append(RIDGES[i]).append("\" d=\"M0 800");
            for (int x = 0; x <= 1200; x += 15) {
                svg.append("L").append(x).append(' ').append(height(i, x));
            }
            svg.append("L1200 800z\"/>\n");
        }
        svg.append("<path fill=\"#15172f\" d=\"");
        for (int i = 0; i < 46; i++) {
            int x = (int) (1200 * NOISE.random(i, 1, 1));
            int tall = 50 + (int) (110 * NOISE.random(i, 2, 1));
            int foot = height(4, x) + 30;
            for (int k = 0; k < 3; k++) {
                int top = foot - tall + k * tall / 4;
                int wide = tall / 7 + k * tall / 22;
                svg.append(String.format(Locale.ROOT, "M%d %dl%d %dh%dz", x, top, wide, tall / 2, -2 * wide));
            }
        }
        svg.append("\"/>\n<g fill=\"none\" stroke=\"#262548\" stroke-width=\"3\" stroke-linecap=\"round\">");
        for (int i = 0; i < 7; i++) {
            int x = 420 + i * 34 + (int) (20 * NOISE.random(i, 3, 1));
            int y = 190 + Math.abs(i - 3) * 17;
            svg.append(String.format(Locale.ROOT, "<path d=\"M%d %dq7-8 11 2q6-10 12-3\"/>", x, y));
        }
        return svg.append("</g>\n</svg>\n").toString();
    }

    private static int height(int ridge, int x) {
        double rough = NOISE.fractal(x / (300.0 - 25 * ridge) + ridge * 11, ridge * 3.3, 5);
        return (int) (400 + 75 * ridge - 190 * rough * (1 - 0.1 * ridge));
    }
}
