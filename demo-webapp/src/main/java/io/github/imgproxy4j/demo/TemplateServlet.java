package io.github.imgproxy4j.demo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Shows the Thymeleaf page that its init-param {@code template} names. */
public final class TemplateServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** For the container. */
    public TemplateServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Templates.in(getServletContext()).write(getInitParameter("template"), Map.of(), request, response);
    }
}
