package io.github.imgproxy4j.demo;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** Makes a build without browser tests say so. */
class BrowserNoticeIT {
    private static final String NOTICE = "browser tests run with -Pbrowser";

    @Test
    @SuppressWarnings("SystemOut") // Has to be seen in the log of the build.
    void browserTestsArePartOfThisBuild() {
        boolean included = Boolean.getBoolean("imgproxy4j.browser");
        if (!included) {
            System.out.println("NOT RUN: " + NOTICE);
        }
        assumeTrue(included, NOTICE);
    }
}
