package io.github.imgproxy4j.strangers;

import java.util.Map;

class SpringBoot3Test extends SiteContract {
    @Override
    Site start() {
        return Boot.start("3", "spring-boot-3", Map.of());
    }
}
