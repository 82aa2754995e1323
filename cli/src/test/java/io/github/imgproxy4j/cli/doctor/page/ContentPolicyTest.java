package io.github.imgproxy4j.cli.doctor.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentPolicyTest {
    private static final URI PAGE = URI.create("https://www.example.com/");

    @ParameterizedTest
    @CsvSource({
        "https://my_images.example, https://my_images.example/a.jpg, true",
        "my_images.example, https://my_images.example/a.jpg, true",
        "*.example, https://my_images.example/a.jpg, true",
        "*, https://my_images.example/a.jpg, true",
        "https://my_images.example:8443, https://my_images.example:8443/a.jpg, true",
        "https://my_images.example:*, https://my_images.example:8443/a.jpg, true",
        "https://my_images.example:8443, https://my_images.example:9443/a.jpg, false",
        "https://my_images.example, https://my_images.example:8443/a.jpg, false",
        "https://my_images.example, https://other_images.example/a.jpg, false",
        "*, data:image/gif;base64, false",
        "data:, data:image/gif;base64, true",
        "'''self''', https://www.example.com/a.jpg, true",
        "https://images.example/a/, https://images.example/a/b.jpg, true",
        "https://images.example/a/, https://images.example/b.jpg, false"
    })
    void hostsOfImagesAreCompared(String source, String image, boolean allowed) {
        ContentPolicy policy = new ContentPolicy();
        policy.add("default-src 'none'; img-src " + source);

        assertThat(policy.allowsImage(URI.create(image), PAGE)).isEqualTo(allowed);
    }
}
