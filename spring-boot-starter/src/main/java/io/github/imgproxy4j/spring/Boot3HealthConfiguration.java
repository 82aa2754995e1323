package io.github.imgproxy4j.spring;

import io.github.imgproxy4j.filter.CachingProxy;
import java.util.Map;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health of the proxy for Boot 3.5. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnEnabledHealthIndicator("imgproxy")
class Boot3HealthConfiguration {
    @Bean
    @ConditionalOnMissingBean(name = {"imgproxyHealthContributor", "imgproxyHealthIndicator"})
    CompositeHealthContributor imgproxyHealthContributor(CachingProxy proxy) {
        return CompositeHealthContributor.fromMap(Map.of(
                "upstream", indicator(proxy.upstreamDescription(), proxy::checkUpstream),
                "store", indicator(proxy.storeDescription(), proxy::checkStore)));
    }

    private static HealthIndicator indicator(String description, ReadinessCheck check) {
        return () -> {
            Exception problem = check.problem();
            Health.Builder health = problem == null ? Health.up() : Health.down(problem);
            return health.withDetail("description", description).build();
        };
    }
}
