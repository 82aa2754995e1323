/** JSP tags and functions that print images; {@code META-INF/imgproxy4j.tld} describes them. */
module io.github.imgproxy4j.taglib {
    requires transitive io.github.imgproxy4j.core;
    requires static org.jspecify;
    requires static jakarta.servlet;
    requires static jakarta.servlet.jsp;

    exports io.github.imgproxy4j.taglib;
}
