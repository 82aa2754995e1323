package io.github.imgproxy4j.demo;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/** Shows the first page. */
public final class OverviewServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** For the container. */
    public OverviewServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Imgproxy imgproxy =
                (Imgproxy) Objects.requireNonNull(getServletContext().getAttribute(SharedImgproxy.ATTRIBUTE));
        Photo photo = Gallery.in(getServletContext()).photos().get(0);
        Templates.in(getServletContext())
                .write("index", Map.of("element", SampleElement.of(imgproxy, photo)), request, response);
    }
}
