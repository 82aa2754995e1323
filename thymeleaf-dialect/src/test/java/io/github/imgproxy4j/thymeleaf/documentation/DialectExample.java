package io.github.imgproxy4j.thymeleaf.documentation;

// region imports
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.thymeleaf.ImgproxyDialect;
import org.thymeleaf.TemplateEngine;
// endregion

/** The example of {@code thymeleaf-dialect/README.md}. */
final class DialectExample {
    private DialectExample() {}

    static TemplateEngine engine(Imgproxy imgproxy) {
        // region engine
        TemplateEngine engine = new TemplateEngine();
        engine.addDialect(new ImgproxyDialect(imgproxy)); // without an argument: the Imgproxy of the web application
        // endregion
        return engine;
    }
}
