import com.sun.net.httpserver.HttpServer;
import io.github.imgproxy4j.Imgproxy;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A page of one file: java -cp imgproxy4j-core.jar Page.java KEY SALT PROXY-URL */
class Page {
    public static void main(String[] arguments) throws Exception {
        Imgproxy imgproxy = Imgproxy.builder()
                .key(arguments[0]).salt(arguments[1])
                .proxyUrl(arguments[2])
                .preset("card", "rs:fill:300:200/q:80")
                .build();
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/", exchange -> {
            String html = "<!doctype html><title>Photos</title>"
                    + imgproxy.image("local:///cats/tom.jpg").preset("card").alt("Tom").img().toHtml();
            byte[] body = html.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=UTF-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        System.out.println("page at http://localhost:" + server.getAddress().getPort() + "/");
    }
}
