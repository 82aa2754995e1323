package io.github.imgproxy4j.demo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Shows one photo, large and in several variants: {@code /photo/FILE}. */
public final class PhotoServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** For the container. */
    public PhotoServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<Photo> photo = photo(request);
        if (photo.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        request.setAttribute("photo", photo.get());
        request.getRequestDispatcher("/WEB-INF/pages/photo.jsp").forward(request, response);
    }

    private Optional<Photo> photo(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null ? Optional.empty() : Gallery.in(getServletContext()).find(path.substring(1));
    }
}
