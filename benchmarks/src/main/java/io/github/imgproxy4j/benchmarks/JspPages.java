package io.github.imgproxy4j.benchmarks;

import java.util.concurrent.atomic.AtomicInteger;

/** JSPs of 100 pictures in two densities: with the library, with a tag that does nothing, and with literal text. */
final class JspPages implements AutoCloseable {
    /** Where a page finds what makes its sources differ from those of all other pages. */
    static final String FOLDER = "folder";

    private static final String TEMPLATE = """
            <%%@ page session="false" contentType="text/html;charset=UTF-8" trimDirectiveWhitespaces="true" %%>
            <%%@ taglib prefix="imgproxy" uri="/WEB-INF/%s" %%>
            <%% for (int i = 0; i < 100; i++) { pageContext.setAttribute("i", i); %%>
            <imgproxy:img src="https://photos.example.com/${folder}/11/holiday-by-the-sea-${i}.jpg" preset="card"
                densities="1,2" alt="Photo ${i}"/>
            <%% } %%>
            """;
    private static final String USUAL = "2026";

    private final JspEngine engine = new JspEngine();
    private final AtomicInteger count = new AtomicInteger();
    private final String page = engine.add("page.jsp", TEMPLATE.formatted(JspEngine.DESCRIPTOR));
    private final String idle = engine.add("idle.jsp", TEMPLATE.formatted(JspEngine.IDLE_DESCRIPTOR));
    private final String literal = engine.add("literal.jsp", """
            <%@ page session="false" contentType="text/html;charset=UTF-8" isELIgnored="true" %>""" + again());

    /** The page that was asked for before. */
    String again() {
        return engine.render(page, USUAL);
    }

    /** A page whose images nobody has asked for before. */
    String first() {
        return engine.render(page, Integer.toString(10_000 + count.getAndIncrement()));
    }

    /** The page with a tag that prints the HTML of one and the same picture. */
    String idle() {
        return engine.render(idle, USUAL);
    }

    String literal() {
        return engine.render(literal, USUAL);
    }

    @Override
    public void close() {
        engine.close();
    }
}
