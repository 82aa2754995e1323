package io.github.imgproxy4j.spring;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.thymeleaf.ImgproxyDialect;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.thymeleaf.ITemplateEngine;

/** The dialect as a bean, which Boot adds to its template engine. */
@AutoConfiguration(after = ImgproxyAutoConfiguration.class)
@ConditionalOnClass({ITemplateEngine.class, ImgproxyDialect.class})
public class ImgproxyThymeleafAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    ImgproxyDialect imgproxyDialect(Imgproxy imgproxy) {
        return new ImgproxyDialect(imgproxy);
    }
}
