package io.github.imgproxy4j.benchmarks;

import io.github.imgproxy4j.Imgproxy;

/** The site whose images are measured. */
final class Site {
    static final String SOURCE = "https://photos.example.com/2026/11/holiday-by-the-sea-0042.jpg";
    static final String OPTIONS = "rs:fill:300:200/q:80";
    static final String CACHE_URL = "https://images.example.com";
    static final String PROXY_URL = "/img";

    private Site() {}

    static Imgproxy imgproxy() {
        return Imgproxy.builder()
                .key(PlainJdk.KEY)
                .salt(PlainJdk.SALT)
                .cacheUrl(CACHE_URL)
                .proxyUrl(PROXY_URL)
                .preset("card", OPTIONS)
                .build();
    }
}
