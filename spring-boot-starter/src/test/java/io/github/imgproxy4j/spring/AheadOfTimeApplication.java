package io.github.imgproxy4j.spring;

import io.github.imgproxy4j.Imgproxy;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** An app in a process of its own; Boot does not find what it made for nested ones. */
class AheadOfTimeApplication extends OpenApplication {
    static final String STARTED = "started ";

    public static void main(String[] arguments) {
        ConfigurableApplicationContext context = SpringApplication.run(AheadOfTimeApplication.class, arguments);
        System.out.println(STARTED + "http://127.0.0.1:"
                + context.getEnvironment().getProperty("local.server.port")
                + context.getBean(Imgproxy.class)
                        .image("local:///cat.png")
                        .urls()
                        .proxy());
    }
}
