package io.github.imgproxy4j.strangers;

class Tomcat11Test extends TomcatContract {
    Tomcat11Test() {
        super("tomcat-11");
    }
}
