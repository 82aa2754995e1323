package io.github.imgproxy4j.strangers;

class Tomcat10Test extends TomcatContract {
    Tomcat10Test() {
        super("tomcat-10");
    }
}
