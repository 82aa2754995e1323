package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.cli.output.ExitStatus;
import io.github.imgproxy4j.cli.serve.ImageServer;
import io.github.imgproxy4j.cli.settings.SettingsOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The caching proxy as a standalone server. */
@Command(
        name = "serve",
        description = "Serves images: the caching proxy as a server, which starts an imgproxy if there is one.",
        footer = {
            "",
            "All other settings come from --config, system properties and the environment; docs/serve.md lists them."
                    + " One line on standard output shows the addresses. SIGTERM stops the server: /health/ready turns"
                    + " 503, running requests are completed, pending images are stored. The exit status is also 1 if a"
                    + " request was cut off.",
            "",
            "Examples:",
            "  IMGPROXY4J_STORE_DIR=/var/cache/images imgproxy4j serve",
            "  S3_BUCKET=images IMGPROXY_BIND=127.0.0.1:0 imgproxy4j serve --config settings.properties",
            "  S3_BUCKET=images imgproxy4j serve --imgproxy-cache",
        })
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions options;

    @Option(names = "--check", description = "Only check the settings, and print all mistakes.")
    private boolean check;

    @Option(
            names = "--imgproxy-cache",
            description = "Use the defaults of imgproxy-cache: URLs may be unsigned if there is no key and no salt, the"
                    + " bucket is at Tigris, and S3_BUCKET is required.")
    private boolean asImgproxyCache;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (ImageServer server =
                ImageServer.of(options.serverSources(), options.environment(), asImgproxyCache, err)) {
            if (check) {
                out.println("the settings are valid");
                return ExitStatus.OK;
            }
            return server.run(out) ? ExitStatus.OK : ExitStatus.FAILED;
        }
    }
}
