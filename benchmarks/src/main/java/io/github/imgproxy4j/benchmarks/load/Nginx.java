package io.github.imgproxy4j.benchmarks.load;

import io.github.imgproxy4j.benchmarks.load.Workbench.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** nginx with one worker for each processor: static files, and {@code proxy_cache} in front of the upstream. */
final class Nginx {
    private Nginx() {}

    /**
     * Starts it.
     *
     * @param files served at {@code /files/}; everything else is cached from upstream
     */
    static Running start(Bench bench, Path files) throws IOException, InterruptedException {
        Path folder = bench.workbench().newFolder("nginx");
        int port = Workbench.freePort();
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(
                configuration,
                configuration(folder, files, port, bench.upstream().port()));
        Running nginx = bench.workbench()
                .start(
                        "nginx",
                        List.of("nginx", "-p", folder.toString(), "-c", configuration.toString(), "-e", "stderr"),
                        Map.of("PATH", System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin"))
                .at(port);
        Probe.awaitOpen(port);
        return nginx;
    }

    private static String configuration(Path folder, Path files, int port, int upstreamPort) {
        return """
                %1$s
                daemon off;
                worker_processes auto;
                pid %2$s/nginx.pid;
                error_log stderr error;
                events { worker_connections 4096; }
                http {
                  types { image/webp webp; }
                  access_log off;
                  sendfile on;
                  tcp_nopush on;
                  open_file_cache max=2000 inactive=60s;
                  keepalive_requests 1000000000;
                  client_body_temp_path %2$s/body;
                  proxy_temp_path %2$s/proxy;
                  fastcgi_temp_path %2$s/fastcgi;
                  uwsgi_temp_path %2$s/uwsgi;
                  scgi_temp_path %2$s/scgi;
                  proxy_cache_path %2$s/cache levels=1:2 keys_zone=images:64m max_size=20g inactive=1d use_temp_path=off;
                  upstream images { server 127.0.0.1:%5$d; keepalive 64; }
                  server {
                    listen 127.0.0.1:%4$d backlog=2000;
                    location /files/ { root %3$s; add_header Cache-Control "public, max-age=31536000, immutable"; }
                    location / {
                      proxy_pass http://images;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_cache images;
                      proxy_cache_key $uri;
                      proxy_cache_valid 200 1d;
                      proxy_cache_lock on;
                      add_header X-Content-Type-Options nosniff;
                    }
                  }
                }
                """.formatted(
                "root".equals(System.getProperty("user.name")) ? "user root;" : "", folder, files, port, upstreamPort);
    }
}
