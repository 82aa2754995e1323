package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.ImgproxyFilter;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import io.github.imgproxy4j.testing.Container;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names of downloads on their way through the caching proxy, as a browser gets them. */
class DownloadNameTest {
    private static final Imgproxy IMGPROXY =
            Imgproxy.builder().allowUnsigned(true).proxyUrl("/img/").build();

    @TempDir
    Path root;

    @ParameterizedTest
    @EnumSource
    void namesInAllLettersReachTheBrowser(Container container) throws Exception {
        Files.write(root.resolve("cat.png"), TestImages.png(TestImages.waves(4, 3)));
        EmbeddedImgproxy embedded = EmbeddedImgproxy.create(
                Settings.read(SettingsSource.of("test", Map.of("imgproxy.local-filesystem-root", root.toString()))));
        CachingProxy proxy = CachingProxy.builder(IMGPROXY, embedded).build();
        try (var running = container.run(new ImgproxyFilter(proxy, "/img"), Container.Mapping.DEFAULT)) {
            assertThat(disposition(running, "写真"))
                    .isEqualTo("attachment; filename=\"__.png\"; filename*=UTF-8''%E5%86%99%E7%9C%9F.png");
            assertThat(disposition(running, "czółenka"))
                    .isEqualTo("attachment; filename=\"cz__enka.png\"; filename*=UTF-8''cz%C3%B3%C5%82enka.png");
            assertThat(disposition(running, "plain name")).isEqualTo("attachment; filename=\"plain name.png\"");
        }
    }

    private static String disposition(Container.Running running, String name) throws Exception {
        String path = IMGPROXY.image("local:///cat.png")
                .filename(name)
                .returnAttachment(true)
                .urls()
                .proxy();
        HttpURLConnection connection =
                (HttpURLConnection) running.url(path).toURL().openConnection();
        assertThat(connection.getResponseCode()).isEqualTo(200);
        return connection.getHeaderField("Content-Disposition");
    }
}
