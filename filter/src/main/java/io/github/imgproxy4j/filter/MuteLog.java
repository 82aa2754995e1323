package io.github.imgproxy4j.filter;

import jakarta.servlet.ServletContext;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/**
 * What is said on the servlet context's own log where SLF4J has no provider, as in a web app that brings none to a stock
 * Tomcat or Jetty: nobody would learn why nothing is learnt.
 */
final class MuteLog {
    private static final String TOLD = MuteLog.class.getName();

    private MuteLog() {}

    /**
     * Tells a mute app, once, where its messages would have gone; and what would have been said about its settings.
     *
     * @param remarks on the settings of this start
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
