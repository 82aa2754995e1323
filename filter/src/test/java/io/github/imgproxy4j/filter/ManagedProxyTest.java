package io.github.imgproxy4j.filter;

import static io.github.imgproxy4j.filter.ProxyFixture.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.imgproxy4j.testing.Container;
import io.github.imgproxy4j.testing.StubImgproxy.Reply;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProxyTest {
    private static final Reply IMAGE = Reply.image("image/png", Images.png(1000, 1));

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @TempDir
    Path folder;

    @Test
    void operatorsSeeTheFiguresAndCanPurge() throws Exception {
        try (ProxyFixture fixture = given(Container.JETTY).storingIn(folder).upstreamReplies(IMAGE)) {
            CachingProxyMXBean bean = JMX.newMXBeanProxy(
                    server,
                    ObjectName.getInstance("io.github.imgproxy4j:type=CachingProxy,name=\"/img\""),
                    CachingProxyMXBean.class);
            String key = ProxyFixture.urls("a").key();
            fixture.get(ProxyFixture.urls("a").proxy());
            await().until(() -> bean.getStored() == 1);
            fixture.get(ProxyFixture.urls("a").cached());

            await().untilAsserted(() -> {
                assertThat(bean.getRequests()).isEqualTo(2);
                assertThat(bean.getMisses()).isEqualTo(1);
                assertThat(bean.getHitsByTier()).containsEntry("memory", 1L);
                assertThat(bean.getBytesServed()).isEqualTo(2000);
            });
            assertThat(bean.getFetches()).isEqualTo(1);
            assertThat(bean.getMemoryCount()).isEqualTo(1);
            assertThat(bean.getStore()).contains(folder.toString());
            assertThat(bean.purge(key)).isTrue();
            assertThat(bean.purge(key)).isFalse();
            bean.purgeAll();
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void severalFiltersOfOneJvmHaveNamesOfTheirOwnAndTakeThemAlong() throws Exception {
        try (ProxyFixture one =
                given(Container.JETTY).storingIn(folder.resolve("1")).upstreamReplies(IMAGE)) {
            assertThat(one.proxy.statistics().requests()).isZero();
            try (ProxyFixture other =
                    given(Container.TOMCAT).storingIn(folder.resolve("2")).upstreamReplies(IMAGE)) {
                assertThat(other.proxy.statistics().requests()).isZero();
                assertThat(names()).containsExactlyInAnyOrder("\"/img\"", "\"/img 2\"");
            }
            assertThat(names()).containsExactly("\"/img\"");
        }
        assertThat(names()).isEmpty();
    }

    private Set<String> names() throws Exception {
        return server.queryNames(new ObjectName("io.github.imgproxy4j:type=CachingProxy,*"), null).stream()
                .map(name -> name.getKeyProperty("name"))
                .collect(Collectors.toSet());
    }
}
