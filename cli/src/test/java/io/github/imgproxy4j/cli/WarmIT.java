package io.github.imgproxy4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.testing.StubImgproxy;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar warms a server of the jar. */
class WarmIT {
    private static final int IMAGES = 60;
    private static final int BEFORE_KILL = 20;

    @TempDir
    private Path folder;

    /** How many images imgproxy may still make. */
    private final Semaphore allowed = new Semaphore(BEFORE_KILL);

    private final Reply limited = (request, out) -> {
        allowed.acquire();
        return Reply.image("image/png", FakeImgproxy.image()).write(request, out);
    };

    @Test
    void killedRunGoesOnWhereItStoppedAndRepeatsNothing() throws Exception {
        try (StubImgproxy upstream = StubImgproxy.replying(limited);
                ServerProcess server = ServerProcess.start(Map.of(
                                "IMGPROXY4J_URL", upstream.url().toString(),
                                "IMGPROXY4J_STORE_DIR", folder.resolve("store").toString()))
                        .ready()) {
            Path journal = folder.resolve("warm.journal");
            Path list = Files.write(folder.resolve("list"), signedPaths());
            List<String> arguments = List.of(
                    "warm",
                    "--urls",
                    list.toString(),
                    "--proxy",
                    server.url("").toString(),
                    "--journal",
                    journal.toString(),
                    "--json");

            Process killed = start(arguments, "killed");
            await().until(() ->
                    done(journal) >= BEFORE_KILL - 4 && upstream.requests().size() > BEFORE_KILL);
            killed.destroyForcibly();
            assertThat(killed.waitFor(1, TimeUnit.MINUTES)).isTrue();
            long doneBefore = done(journal);
            allowed.release(IMAGES);
            Process resumed = start(arguments, "resumed");

            assertThat(resumed.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(Files.readString(folder.resolve("resumed.out")))
                    .startsWith("{\"found\":" + IMAGES + ",")
                    .contains("\"doneBefore\":" + doneBefore + ",", "\"failed\":0");
            assertThat(resumed.exitValue()).isZero();
            assertThat(upstream.requests())
                    .extracting(StubImgproxy.Request::target)
                    .as("images that imgproxy made")
                    .hasSize(IMAGES)
                    .doesNotHaveDuplicates();
            assertThat(journal).doesNotExist();
        }
    }

    @Test
    void commandOfThePageWarmsTheImagesOfASite() throws Exception {
        String page = Files.readString(Path.of("../docs/warming.md"));
        String command = page.substring(page.indexOf("```sh\n") + 6).split("\n", 2)[0];
        assertThat(command).startsWith("java -jar cli/target/imgproxy4j.jar warm ");
        try (WarmHost host = new WarmHost()) {
            host.with("/sitemap.xml", "<urlset><url><loc>" + host.url() + "/</loc></url></urlset>")
                    .with("/", "<img src='/img/cache/1' data-imgproxy-src='/img/signature/w:1/plain/local:///a'>");
            List<String> arguments = List.of(command.replace("https://shop.example", host.url())
                    .substring(command.indexOf("warm"))
                    .split(" ", -1));

            assertThat(start(arguments, "page").waitFor()).isZero();

            assertThat(host.made()).containsExactly(host.url() + "/img/signature/w:1/plain/local:///a");
            assertThat(Files.readString(folder.resolve("page.out"))).startsWith("1 images: 1 made");
            assertThat(Files.readString(folder.resolve("page.err"))).startsWith("warm: 1 of 1, ");
        }
    }

    @Test
    void commandOfThePageWarmsTheMostRequestedOfAnAccessLog() throws Exception {
        String page = Files.readString(Path.of("../docs/warming.md"));
        String command = page.substring(page.indexOf("```sh\nawk") + 6).split("\n```", 2)[0];
        List<String> paths = signedPaths().subList(0, 3);
        List<String> log = new ArrayList<>();
        for (String path : List.of(paths.get(0), paths.get(1), paths.get(1), paths.get(2), paths.get(2))) {
            log.add("10.0.0.1 - - [01/Jan/2026:00:00:00 +0000] \"GET /img" + path + " HTTP/1.1\" 200 9 \"-\" \"-\"");
        }
        log.add("10.0.0.1 - - [01/Jan/2026:00:00:00 +0000] \"GET / HTTP/1.1\" 200 9 \"-\" \"-\"");
        Files.write(folder.resolve("access.log"), log);
        try (WarmHost host = new WarmHost()) {
            ProcessBuilder shell = new ProcessBuilder(
                    "sh",
                    "-c",
                    command.replace("https://shop.example", host.url())
                            .replace("1000", "2")
                            .replace(
                                    "cli/target",
                                    Path.of("target").toAbsolutePath().toString())
                            .replace("java -jar", Path.of(System.getProperty("java.home"), "bin", "java") + " -jar"));
            shell.environment().putAll(Map.of("IMGPROXY_KEY", Shell.KEY, "IMGPROXY_SALT", Shell.SALT));
            Process process = shell.directory(folder.toFile())
                    .redirectError(folder.resolve("log.err").toFile())
                    .redirectOutput(folder.resolve("log.out").toFile())
                    .start();

            assertThat(process.waitFor()).isZero();

            assertThat(host.made())
                    .containsExactlyInAnyOrder(host.url() + "/img" + paths.get(1), host.url() + "/img" + paths.get(2));
        }
    }

    private static long done(Path journal) throws Exception {
        return Files.exists(journal)
                ? Files.readString(journal, StandardCharsets.ISO_8859_1)
                        .lines()
                        .filter(line -> line.length() == 32)
                        .count()
                : 0;
    }

    private static List<String> signedPaths() {
        List<String> arguments = new ArrayList<>(List.of("sign"));
        IntStream.range(0, IMAGES).forEach(i -> arguments.add("/w:" + (i + 1) + "/plain/local:///cat.png"));
        return Shell.withKey().run(arguments.toArray(String[]::new)).lines();
    }

    private Process start(List<String> arguments, String name) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", "target/imgproxy4j.jar"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("IMGPROXY_KEY", Shell.KEY, "IMGPROXY_SALT", Shell.SALT));
        return builder.start();
    }
}
