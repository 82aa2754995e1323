package io.github.imgproxy4j.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imgproxy4j.ImageBuilder;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SharedImgproxy;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The gallery as data for the single-page app; all URLs are made and signed here, the browser knows no key. */
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
        Imgproxy imgproxy =
                (Imgproxy) Objects.requireNonNull(getServletContext().getAttribute(SharedImgproxy.ATTRIBUTE));
        return new GalleryJson(
                PhotoJson.of(gallery.hero(), "hero", imgproxy, contextPath),
                gallery.photos().stream()
                        .map(photo -> PhotoJson.of(photo, "card", imgproxy, contextPath))
                        .toList());
    }

    record GalleryJson(PhotoJson hero, List<PhotoJson> photos) {}

    record PhotoJson(String title, int width, int height, String page, ImageJson image) {
        static PhotoJson of(Photo photo, String preset, Imgproxy imgproxy, String contextPath) {
            return new PhotoJson(
                    photo.title(),
                    photo.width(),
                    photo.height(),
                    contextPath + "/photo/" + photo.file(),
                    ImageJson.of(image(photo, preset, imgproxy)));
        }

        private static ImageBuilder image(Photo photo, String preset, Imgproxy imgproxy) {
            ImageBuilder image = imgproxy.image(photo.source()).preset(preset);
            if (!photo.format().isEmpty()) {
                image.format(photo.format());
            }
            return image.densities(1, 2).alt(photo.alt());
        }
    }
}
