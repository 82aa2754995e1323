/** Images in Thymeleaf. Start at {@link io.github.imgproxy4j.thymeleaf.ImgproxyDialect}. */
module io.github.imgproxy4j.thymeleaf {
    requires transitive io.github.imgproxy4j.core;
    requires transitive thymeleaf;
    requires static jakarta.servlet;
    requires static org.jspecify;

    exports io.github.imgproxy4j.thymeleaf;
}
