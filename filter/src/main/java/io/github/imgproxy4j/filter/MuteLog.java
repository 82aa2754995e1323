package io.github.imgproxy4j.filter;

import jakarta.servlet.ServletContext;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/**
 * Writes to the servlet context's log if there is no SLF4J provider, as in a web app without one on a stock Tomcat or
 * Jetty: otherwise nothing would explain the missing log.
 */
final class MuteLog {
    private static final String TOLD = MuteLog.class.getName();

    private MuteLog() {}

    /**
     * Reports once that messages are lost without a provider, and the warnings about the settings.
     *
     * @param remarks warnings about the settings
     */
    static void write(ServletContext context, List<String> remarks) {
        if (!(LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory)) {
            return;
        }
        if (context.getAttribute(TOLD) == null) {
            context.setAttribute(TOLD, true);
            context.log(
                    "imgproxy4j logs with SLF4J, but this app has no SLF4J provider, so warnings and errors are lost;"
                            + " add org.slf4j:slf4j-jdk14 in the version of slf4j-api, whose output Tomcat and Jetty print:"
                            + " https://github.com/imgproxy4j/imgproxy4j#use-it");
        }
        remarks.forEach(remark -> context.log("imgproxy4j: " + remark));
    }
}
