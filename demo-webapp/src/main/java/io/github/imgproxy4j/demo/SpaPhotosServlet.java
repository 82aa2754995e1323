package io.github.imgproxy4j.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The gallery as data for the single-page app, which asks {@code /img/urls} for the URLs of the pictures. */
public final class SpaPhotosServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** For the container. */
    public SpaPhotosServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(JSON.writeValueAsBytes(gallery(request.getContextPath())));
    }

    private GalleryJson gallery(String contextPath) {
        Gallery gallery = Gallery.in(getServletContext());
        return new GalleryJson(
                PhotoJson.of(gallery.hero(), "hero", contextPath),
                gallery.photos().stream()
                        .map(photo -> PhotoJson.of(photo, photo.preset(), contextPath))
                        .toList());
    }

    record GalleryJson(PhotoJson hero, List<PhotoJson> photos) {}

    record PhotoJson(String title, long bytes, String page, String source, String preset, String alt) {
        static PhotoJson of(Photo photo, String preset, String contextPath) {
            return new PhotoJson(
                    photo.title(),
                    photo.bytes(),
                    contextPath + "/photo/" + photo.file(),
                    photo.source(),
                    preset,
                    photo.alt());
        }
    }
}
