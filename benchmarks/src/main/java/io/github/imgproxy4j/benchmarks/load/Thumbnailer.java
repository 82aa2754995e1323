package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that makes pictures of a file in the folder of sources smaller. For one thread. */
interface Thumbnailer {
    /** What a report calls it. */
    String name();

    /** Makes one, and says what it took. */
    Cost make(Task task) throws IOException, InterruptedException;

    /**
     * A picture to make.
     *
     * @param source the name of a file
     * @param format as a name ends
     */
    record Task(String source, int width, String format) {
        String path() {
            String url = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(("local:///" + source).getBytes(StandardCharsets.UTF_8));
            return "/unsafe/w:" + width + "/" + url + "." + format;
        }
    }

    /**
     * What pictures took.
     *
     * @param cpu milliseconds of processor time of the process that makes them; NaN if it is not on this machine
     * @param wall milliseconds until they were there
     * @param bytes of them
     */
    record Cost(double cpu, double wall, long bytes) {}

    /** A server that speaks imgproxy's paths, whose local sources are the folder. */
    static Thumbnailer server(String name, String url, @Nullable Running process) {
        HttpClient client = HttpClient.newHttpClient();
        return new Thumbnailer() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Cost make(Task task) throws IOException, InterruptedException {
                HttpRequest request =
                        HttpRequest.newBuilder(URI.create(url + task.path())).build();
                double before = cpu();
                long start = System.nanoTime();
                HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
                double wall = (System.nanoTime() - start) / 1e6;
                if (answer.statusCode() != 200) {
                    throw new IOException(name + " answers " + answer.statusCode() + " to " + request.uri());
                }
                return new Cost(cpu() - before, wall, answer.body().length);
            }

            private double cpu() throws IOException {
                return process == null ? Double.NaN : CpuTime.nanosOfThreads(process.pid()) / 1e6;
            }
        };
    }

    /** {@code vipsthumbnail}, whose process starts anew for each picture. */
    static Thumbnailer vips(Path sources, Workbench workbench) throws IOException {
        Path results = workbench.newFolder("vips");
        return new Thumbnailer() {
            @Override
            public String name() {
                return "vipsthumbnail";
            }

            @Override
            public Cost make(Task task) throws IOException, InterruptedException {
                Path result = results.resolve("small." + task.format());
                List<String> command =
                        new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='%3R %3U %3S'; time \"$@\" 2>&1"));
                command.addAll(List.of(
                        "vips", "vipsthumbnail", sources.resolve(task.source()).toString()));
                command.addAll(List.of("--size", task.width() + "x", "-o", result + quality(task.format())));
                Process process =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                if (process.waitFor() != 0) {
                    throw new IOException("vipsthumbnail ended with " + process.exitValue() + ": " + output);
                }
                String[] seconds =
                        output.substring(output.lastIndexOf('\n') + 1).split(" ", -1);
                return new Cost(
                        1000 * (Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2])),
                        1000 * Double.parseDouble(seconds[0]),
                        Files.size(result));
            }
        };
    }

    /** What imgproxy has by default, without metadata as there. */
    private static String quality(String format) {
        return format.equals("webp") ? "[Q=79,strip]" : "[Q=80,strip]";
    }

    /** A real imgproxy with its defaults, as a process of ours. */
    static Thumbnailer imgproxy(String binary, Path sources, Workbench workbench)
            throws IOException, InterruptedException {
        int port = Workbench.freePort();
        Running process = workbench
                .start(
                        "imgproxy",
                        List.of(binary),
                        Map.of(
                                "IMGPROXY_BIND",
                                "127.0.0.1:" + port,
                                "IMGPROXY_LOCAL_FILESYSTEM_ROOT",
                                sources.toString(),
                                "IMGPROXY_LOG_LEVEL",
                                "error"))
                .at(port);
        Probe.awaitOpen(port);
        return server("imgproxy", process.url(), process);
    }
}
