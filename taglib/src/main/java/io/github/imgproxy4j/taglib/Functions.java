package io.github.imgproxy4j.taglib;

import io.github.imgproxy4j.ImageBuilder;
import io.github.imgproxy4j.ImageView;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import io.github.imgproxy4j.html.HtmlPrinter;
import io.github.imgproxy4j.template.ImageAttributes;
import jakarta.servlet.jsp.PageContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions of the library for expressions. They need {@code pageContext} to find the application. */
public final class Functions {
    private Functions() {}

    /**
     * The URLs of a source with a preset.
     *
     * @param preset the name of a preset; empty for none
     * @return null if the input is invalid and nothing is to be shown
     * @throws io.github.imgproxy4j.error.ImgproxyException if the input is invalid and errors are to fail the page
     */
    public static @Nullable ImageView url(PageContext page, String source, String preset) {
        return ImageAttributes.of(Map.of(ImageAttributes.SOURCE, source, "preset", preset))
                .view(imgproxy(page))
                .orElse(null);
    }

    /**
     * Begins an image; its options are method calls.
     *
     * @throws io.github.imgproxy4j.error.ImgproxyException if the source is empty or not allowed
     */
    public static ImageBuilder image(PageContext page, String source) {
        return imgproxy(page).image(source);
    }

    /** The text escaped for HTML, also for quoted attribute values. */
    public static String escape(String text) {
        return HtmlPrinter.escape(text);
    }

    private static Imgproxy imgproxy(PageContext page) {
        return SharedImgproxy.in(new ServletContextScope(page.getServletContext()));
    }
}
