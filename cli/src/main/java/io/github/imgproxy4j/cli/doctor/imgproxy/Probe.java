package io.github.imgproxy4j.cli.doctor.imgproxy;

import io.github.imgproxy4j.cli.doctor.Answer;
import io.github.imgproxy4j.cli.doctor.Http;
import io.github.imgproxy4j.cli.doctor.NoAnswerException;
import java.net.URI;

/**
 * Sends paths to imgproxy that tell how far they got. It checks the secret, then the shape, then the signature, then the
 * options; so an option that nobody has is refused with 404 behind a right signature, and with 403 behind a wrong one.
 */
final class Probe {
    /** Ends at the options. */
    static final String PATH = "/imgproxy4j_doctor:1/plain/local:///none";

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final Http http;
    private final ImgproxyAddress address;

    Probe(Http http, ImgproxyAddress address) {
        this.http = http;
        this.address = address;
    }

    Answer get(String path) throws NoAnswerException, InterruptedException {
        return http.get(uri(path), address.headers());
    }

    URI uri(String path) {
        return URI.create(address.base() + path);
    }

    /** Whether imgproxy takes a signed {@link #PATH}. */
    boolean accepts(String signedPath) throws NoAnswerException, InterruptedException {
        Answer answer = get(signedPath);
        if (answer.status() != FORBIDDEN && answer.status() != NOT_FOUND) {
            throw new UnexpectedAnswerException(answer.status());
        }
        return answer.is(NOT_FOUND);
    }

    /** Whether imgproxy refuses a path without any shape, which it does only for the lack of a secret. */
    boolean asksForSecret() throws NoAnswerException, InterruptedException {
        return get("/imgproxy4j_doctor").is(FORBIDDEN);
    }
}
