package io.github.imgproxy4j.documentation;

// region imports
import io.github.imgproxy4j.Imgproxy;
// endregion

/** The example of {@code core/README.md}. */
final class ReadmeExample {
    private ReadmeExample() {}

    static String card(String hexKey, String hexSalt) {
        // region card
        Imgproxy imgproxy = Imgproxy.builder()
                .key(hexKey)
                .salt(hexSalt)
                .cacheUrl("https://images.example.com/")
                .proxyUrl("/img")
                .preset("card", "rs:fill:300:200/q:80")
                .build();
        String html = imgproxy.image("https://example.com/cat.jpg")
                .preset("card")
                .alt("A cat")
                .img()
                .toHtml();
        // endregion
        return html;
    }
}
