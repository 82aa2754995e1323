package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names of imgproxy's host that container networks and people make, in a JVM with a hosts file of its own. */
@Tag("container")
class HostNamesTest {
    private static final Map<String, String> NAMES = Map.of(
            "stack_imgproxy", "stack_imgproxy",
            "imgproxy.1", "imgproxy.1",
            "b\u00FCcher.example", "xn--bcher-kva.example",
            "xn--bcher-kva.example", "xn--bcher-kva.example",
            "imgproxy.test.", "imgproxy.test.",
            "stack_imgproxy.", "stack_imgproxy.",
            "127.0.0.1", "127.0.0.1",
            "[::ffff:127.0.0.1]", "[::ffff:127.0.0.1]");

    @TempDir
    Path folder;

    static Stream<String> names() {
        return NAMES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("names")
    void anImageComesFromAHostOfThatName(String name) throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost " + NAMES.get(name) + "\n");
        Path url = Files.writeString(folder.resolve("url"), "http://" + name);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                System.getProperty("java.class.path"),
                Shop.class.getName(),
                url.toString()));
        Process shop = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(shop.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(shop.waitFor()).as(output).isZero();
        assertThat(output).contains("200 image/png from " + NAMES.get(name) + ":");
    }

    /** A web app in front of an imgproxy, both in this JVM. */
    static final class Shop {
        private Shop() {}

        public static void main(String[] arguments) throws Exception {
            try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", Images.png(500, 1)))) {
                String url = Files.readString(Path.of(arguments[0])) + ":"
                        + upstream.url().getPort();
                System.setProperty("imgproxy.allow-unsigned", "true");
                System.setProperty("imgproxy.startup-timeout", "5s");
                System.setProperty("imgproxy.url", url);
                try (Container.Running running = Container.JETTY.run(new ImgproxyFilter(), Container.Mapping.DEFAULT)) {
                    String path = Imgproxy.builder()
                            .allowUnsigned(true)
                            .build()
                            .image("local:///a.png")
                            .urls()
                            .proxy();
                    HttpResponse<byte[]> response = HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(running.url(path)).build(), BodyHandlers.ofByteArray());
                    System.out.println(response.statusCode() + " "
                            + response.headers().firstValue("Content-Type").orElse("") + " from "
                            + upstream.requests().get(0).headers().stream()
                                    .filter(line -> line.startsWith("Host: "))
                                    .findFirst()
                                    .orElse("")
                                    .substring("Host: ".length()));
                }
            }
            System.exit(0);
        }
    }
}
