package io.github.imgproxy4j.spring;

import io.github.imgproxy4j.filter.CachingProxy;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Import;

/**
 * The health of the caching proxy in Boot's Actuator: {@code imgproxy}, which consists of {@code upstream} and
 * {@code store}. Disabled by {@code management.health.imgproxy.enabled=false}.
 */
@AutoConfiguration(after = ImgproxyFilterAutoConfiguration.class)
@ConditionalOnClass(CachingProxy.class)
@ConditionalOnBean(CachingProxy.class)
@Import({Boot3HealthConfiguration.class, Boot4HealthConfiguration.class})
public class ImgproxyHealthAutoConfiguration {}
