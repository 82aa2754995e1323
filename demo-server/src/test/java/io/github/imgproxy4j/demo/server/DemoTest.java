package io.github.imgproxy4j.demo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTest {
    @Test
    void thePortIs8080UnlessSet() {
        assertThat(Demo.port(null)).isEqualTo(8080);
        assertThat(Demo.port(" ")).isEqualTo(8080);
        assertThat(Demo.port("9090")).isEqualTo(9090);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "80 80"})
    void aPortThatIsNoneIsNamed(String text) {
        assertThatThrownBy(() -> Demo.port(text))
                .hasMessage("environment variable PORT [" + text + "] must be a port number from 1 to 65535");
    }

    @Test
    void aTakenPortIsNamedWithAWayOut() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                WarServer server = new WarServer(Path.of("none.war"), "127.0.0.1", other.getLocalPort(), Map.of())) {
            assertThatThrownBy(server::start)
                    .extracting(Demo::reason)
                    .asString()
                    .contains(String.valueOf(other.getLocalPort()), "taken", "PORT");
        }
    }
}
