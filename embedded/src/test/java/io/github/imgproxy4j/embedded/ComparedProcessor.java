package io.github.imgproxy4j.embedded;

import io.github.imgproxy4j.embedded.internal.limit.Limits;
import io.github.imgproxy4j.embedded.internal.limit.MemoryBudget;
import io.github.imgproxy4j.embedded.internal.limit.ProcessingException;
import io.github.imgproxy4j.embedded.internal.options.PathRules;
import io.github.imgproxy4j.embedded.internal.options.Presets;
import io.github.imgproxy4j.embedded.internal.source.SourceBytes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** This processor, with the files of {@link ComparedFiles} and what imgproxy is started with when it is recorded. */
final class ComparedProcessor {
    private static final String ROOT = "local:///";
    private static final int MOST_FRAMES = 100;

    private final Processor processor;

    ComparedProcessor(Map<String, byte[]> files) {
        this.processor = new Processor(
                (url, maxBytes, deadline) -> {
                    byte[] file = files.get(url.substring(ROOT.length()));
                    if (file == null) {
                        throw ProcessingException.unreachable("no such file", null);
                    }
                    if (file.length > maxBytes) {
                        throw ProcessingException.invalidImage("more than " + maxBytes + " bytes");
                    }
                    return new SourceBytes(file);
                },
                new PathRules(Presets.NONE, false, true, Clock.systemUTC()),
                Limits.of(50_000_000, MOST_FRAMES, 50 << 20, Duration.ofMinutes(1)),
                new MemoryBudget(1 << 28),
                null,
                null);
    }

    ProcessorResponse answer(ComparedRequest request) throws InterruptedException {
        return processor.process(request.path());
    }

    static ComparedAnswer seen(ProcessorResponse answer) throws ProcessingException, InterruptedException {
        return ComparedAnswer.of(
                answer.status(), answer.headers().firstValue("Content-Type").orElse("-"), answer.body());
    }
}
