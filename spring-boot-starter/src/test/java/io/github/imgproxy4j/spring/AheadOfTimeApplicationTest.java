package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor;

/** An app whose beans were worked out when it was built, as for a native image; on the JVM. */
@Tag("application")
class AheadOfTimeApplicationTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2, 3};

    @TempDir
    Path folder;

    @Test
    void appThatWasProcessedAheadOfTimeServesImages() throws Exception {
        Path classes = processed();
        try (StubImgproxy upstream = StubImgproxy.replying(Reply.image("image/png", PNG))) {
            Process app = start(classes, upstream);
            try (BufferedReader output = app.inputReader()) {
                String[] started = output.lines()
                        .filter(line -> line.startsWith(AheadOfTimeApplication.STARTED))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("the app did not start"))
                        .split(" ", -1);

                HttpRequest request =
                        HttpRequest.newBuilder(URI.create(started[1])).build();
                HttpResponse<byte[]> response =
                        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).isEqualTo(PNG);
            } finally {
                app.destroy();
            }
        }
    }

    private Path processed() throws IOException {
        Path sources = folder.resolve("sources");
        Path classes = Files.createDirectories(folder.resolve("classes"));
        AbstractAotProcessor.Settings settings = AbstractAotProcessor.Settings.builder()
                .sourceOutput(sources)
                .resourceOutput(classes)
                .classOutput(classes)
                .groupId("test")
                .artifactId("app")
                .build();
        new SpringApplicationAotProcessor(AheadOfTimeApplication.class, settings, arguments("http://127.0.0.1:1"))
                .process();
        compile(sources, classes);
        return classes;
    }

    private static void compile(Path sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(sources)) {
            List<String> arguments = new ArrayList<>(
                    List.of("-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
            assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
                    .isZero();
        }
    }

    private Process start(Path classes, StubImgproxy upstream) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dspring.aot.enabled=true",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                AheadOfTimeApplication.class.getName()));
        command.addAll(List.of(arguments(upstream.url().toString())));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private String[] arguments(String upstream) {
        return new String[] {
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--imgproxy.url=" + upstream,
            "--imgproxy.store-dir=" + folder.resolve("store"),
            "--imgproxy.key=736563726574",
            "--imgproxy.salt=68656C6C6F"
        };
    }
}
