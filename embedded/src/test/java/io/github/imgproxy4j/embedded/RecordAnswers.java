package io.github.imgproxy4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Asks a running imgproxy for everything that is compared, and writes down what it answers. Not part of the build;
 * {@code embedded/differential/record} runs it.
 */
class RecordAnswers {
    private static final int RETRIES = 10;

    private final String imgproxy =
            System.getProperty("imgproxy4j.imgproxy", "").replaceFirst("/+$", "");
    private final Path folder = Path.of(System.getProperty("imgproxy4j.files", ""));
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void record() throws Exception {
        assertThat(imgproxy).as("imgproxy4j.imgproxy").startsWith("http");
        Map<String, byte[]> files = ComparedFiles.all();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        ComparedProcessor processor = new ComparedProcessor(files);
        List<String> lines = new ArrayList<>();
        lines.add("# What imgproxy answers; embedded/differential/record writes it, RecordedAnswer reads it.");
        for (ComparedRequest request : ComparedRequest.all(files.keySet())) {
            lines.add(recorded(request, processor).line());
        }
        Files.write(RecordedAnswer.file(), lines);
    }

    private RecordedAnswer recorded(ComparedRequest request, ComparedProcessor processor) throws Exception {
        HttpResponse<byte[]> response = response(request);
        ComparedAnswer theirs = ComparedAnswer.of(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse("-"),
                response.body());
        ProcessorResponse answer = processor.answer(request);
        ComparedAnswer ours = ComparedProcessor.seen(answer);
        boolean comparable = theirs.isRaster()
                && ours.isRaster()
                && theirs.width() == ours.width()
                && theirs.height() == ours.height();
        double similarity = comparable ? ComparedAnswer.similarity(response.body(), answer.body()) : 1;
        return new RecordedAnswer(request, theirs, similarity, ours.length());
    }

    /** What fails now and then is asked for again: libvips sometimes reads a TIFF file out of order. */
    private HttpResponse<byte[]> response(ComparedRequest request) throws IOException, InterruptedException {
        HttpRequest get = HttpRequest.newBuilder(URI.create(imgproxy + "/unsafe" + request.path()))
                .build();
        HttpResponse<byte[]> response = client.send(get, HttpResponse.BodyHandlers.ofByteArray());
        for (int again = 0; again < RETRIES && response.statusCode() != 200; again++) {
            response = client.send(get, HttpResponse.BodyHandlers.ofByteArray());
        }
        return response;
    }
}
