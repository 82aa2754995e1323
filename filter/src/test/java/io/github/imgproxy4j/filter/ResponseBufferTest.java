package io.github.imgproxy4j.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.filter.event.Route;
import io.github.imgproxy4j.filter.internal.body.HeapBytes;
import io.github.imgproxy4j.filter.internal.fetch.ProxyResponse;
import io.github.imgproxy4j.filter.internal.http.CacheStatus;
import io.github.imgproxy4j.filter.internal.http.Conditions;
import io.github.imgproxy4j.filter.internal.request.ClientRequest;
import io.github.imgproxy4j.filter.internal.response.ClientResponse;
import io.github.imgproxy4j.filter.internal.tier.MemoryTier;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In how many pieces a container writes a thumbnail. */
class ResponseBufferTest {
    @ParameterizedTest
    @CsvSource({
        "32768, 32768, 32768",
        "32768, 32769, 65536",
        "32768, 65536, 65536",
        "32768, 65537, 32768",
        "8192, 43000, 8192",
        "131072, 43000, 131072"
    })
    void bufferOfJettyIsMadeToFitAThumbnailAndNoOtherIsTouched(int before, long length, int after) throws IOException {
        AtomicInteger size = new AtomicInteger(before);
        ClientRequest clientRequest = new ClientRequest("GET", "/img/x", null, Conditions.NONE);
        ClientResponse clientResponse =
                new ClientResponse(clientRequest, withBuffer(size), Route.PROXY, Policies.DEFAULT, Instant.EPOCH);

        clientResponse.begin(ProxyResponse.image(
                new ProxyResponse.Image(
                        "image/webp",
                        OptionalLong.of(length),
                        "public",
                        null,
                        null,
                        null,
                        null,
                        new HeapBytes(new byte[0])),
                CacheStatus.hit(MemoryTier.NAME)));

        assertThat(size).hasValue(after);
    }

    private static HttpServletResponse withBuffer(AtomicInteger size) {
        return (HttpServletResponse) Proxy.newProxyInstance(
                ResponseBufferTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("setBufferSize")) {
                        size.set((Integer) arguments[0]);
                    }
                    if (method.getReturnType() == boolean.class) {
                        return false;
                    }
                    return method.getName().equals("getBufferSize") ? size.get() : null;
                });
    }
}
