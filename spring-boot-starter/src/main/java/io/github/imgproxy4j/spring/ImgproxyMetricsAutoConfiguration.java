package io.github.imgproxy4j.spring;

import io.github.imgproxy4j.filter.CachingProxy;
import io.github.imgproxy4j.filter.metrics.ProxyMetrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The meters of the caching proxy, which Boot's Actuator binds to each registry of the app. */
@AutoConfiguration(after = ImgproxyFilterAutoConfiguration.class)
@ConditionalOnClass({CachingProxy.class, MeterBinder.class})
public class ImgproxyMetricsAutoConfiguration {
    @Bean
    @ConditionalOnBean(CachingProxy.class)
    @ConditionalOnMissingBean
    ProxyMetrics imgproxyMetrics(CachingProxy proxy) {
        return new ProxyMetrics(proxy, Tags.empty());
    }
}
