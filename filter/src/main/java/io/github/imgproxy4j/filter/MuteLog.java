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
    static void tell(ServletContext context, List<String> remarks) {
        if (!(LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory)) {
            return;
        }
        if (context.getAttribute(TOLD) == null) {
            context.setAttribute(TOLD, true);
            context.log("imgproxy4j logs by SLF4J, which has no provider in this app, so nobody sees its warnings and"
                    + " errors; add org.slf4j:slf4j-jdk14 in the version of its slf4j-api, and Tomcat and Jetty print"
                    + " them: https://github.com/imgproxy4j/imgproxy4j#use-it");
        }
        remarks.forEach(remark -> context.log("imgproxy4j: " + remark));
    }
}
