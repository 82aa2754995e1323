package io.github.imgproxy4j.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A JSP of 100 pictures in two densities, and one that has their HTML as literal text. */
@State(Scope.Benchmark)
public class JspPageBenchmark {
    private final JspEngine engine = new JspEngine();
    private final String page = engine.add("page.jsp", """
            <%@ page session="false" contentType="text/html;charset=UTF-8" trimDirectiveWhitespaces="true" %>
            <%@ taglib prefix="imgproxy" uri="/WEB-INF/imgproxy4j.tld" %>
            <% for (int i = 0; i < 100; i++) { pageContext.setAttribute("i", i); %>
            <imgproxy:img src="https://photos.example.com/2026/11/holiday-by-the-sea-${i}.jpg" preset="card"
                densities="1,2" alt="Photo ${i}"/>
            <% } %>
            """);
    private final String literal = engine.add("literal.jsp", """
            <%@ page session="false" contentType="text/html;charset=UTF-8" isELIgnored="true" %>""" + imgproxy4j());

    /** With the library. */
    @Benchmark
    public final String imgproxy4j() {
        return engine.render(page);
    }

    /** By hand. */
    @Benchmark
    public String literalText() {
        return engine.render(literal);
    }

    /** Ends the engine. */
    @TearDown
    public void close() {
        engine.close();
    }
}
