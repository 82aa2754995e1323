package io.github.imgproxy4j.strangers;

import java.util.Map;

class SpringBoot4Test extends SiteContract {
    @Override
    Site start() {
        return Boot.start("4", "spring-boot-4", Map.of());
    }
}
