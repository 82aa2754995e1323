package io.github.imgproxy4j.cli.doctor.imgproxy;

import io.github.imgproxy4j.cli.doctor.Http;
import io.github.imgproxy4j.cli.doctor.NoResponseException;
import io.github.imgproxy4j.cli.doctor.Response;
import java.net.URI;

/**
 * Sends paths to imgproxy that tell how far they got. It checks the secret, then the shape, then the signature, then the
 * options; so an option that does not exist is refused with 404 after a valid signature, and with 403 after an invalid one.
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

    Response get(String path) throws NoResponseException, InterruptedException {
        return http.get(uri(path), address.headers());
    }

    URI uri(String path) {
        return URI.create(address.base() + path);
    }

    /** Whether imgproxy takes a signed {@link #PATH}. */
    boolean accepts(String signedPath) throws NoResponseException, InterruptedException {
        Response response = get(signedPath);
        if (response.status() != FORBIDDEN && response.status() != NOT_FOUND) {
            throw new UnexpectedResponseException(response.status());
        }
        return response.is(NOT_FOUND);
    }

    /** Whether imgproxy refuses a path without any shape, which it does only for the lack of a secret. */
    boolean asksForSecret() throws NoResponseException, InterruptedException {
        return get("/imgproxy4j_doctor").is(FORBIDDEN);
    }
}
