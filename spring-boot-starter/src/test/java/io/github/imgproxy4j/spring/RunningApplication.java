package io.github.imgproxy4j.spring;

import io.github.imgproxy4j.ImageUrls;
import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.testing.StubImgproxy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole app on a free port, asked by HTTP. */
final class RunningApplication implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ConfigurableApplicationContext context;

    private RunningApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts it in front of this upstream, with a file store. */
    static RunningApplication start(Class<?> app, StubImgproxy upstream, Path folder, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--imgproxy.url=" + upstream.url(),
                "--imgproxy.store-dir=" + folder,
                "--imgproxy.key=736563726574",
                "--imgproxy.salt=68656C6C6F"));
        arguments.addAll(List.of(more));
        return new RunningApplication(SpringApplication.run(app, arguments.toArray(String[]::new)));
    }

    ImageUrls urls(String name) {
        return context.getBean(Imgproxy.class).image("local:///" + name).urls();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    void publish(Object event) {
        context.publishEvent(event);
    }

    HttpRequest request(String method, String path, String... headers) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    HttpResponse<byte[]> send(String method, String path, String... headers) throws IOException, InterruptedException {
        return CLIENT.send(request(method, path, headers), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpClient client() {
        return CLIENT;
    }

    @Override
    public void close() {
        context.close();
    }
}
