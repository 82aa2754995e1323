package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.cli.doctor.bucket.BucketAddress;
import io.github.imgproxy4j.cli.settings.SettingsOptions;
import io.github.imgproxy4j.settings.SettingsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The bucket of the settings, and the credentials for it from the environment or the file of the AWS tools. */
final class BucketOptions {
    private static final String AT_AN_ENDPOINT = "auto";
    private static final String AT_AWS = "us-east-1";

    private final SettingsOptions settings;
    private final Map<String, String> environment;

    BucketOptions(SettingsOptions settings) {
        this.settings = settings;
        this.environment = settings.processEnvironment();
    }

    /**
     * The bucket.
     *
     * @return null if none is set
     * @throws SettingsException if the endpoint is no URL
     */
    @Nullable
    BucketAddress address() {
        String bucket = settings.written("imgproxy.s3-bucket", "S3_BUCKET");
        if (bucket == null) {
            return null;
        }
        String endpoint = settings.written("imgproxy.s3-endpoint", "S3_ENDPOINT");
        String region = region(endpoint != null);
        String pathStyle = settings.written("imgproxy.s3-path-style", "IMGPROXY4J_S3_PATH_STYLE");
        Map<String, String> profile = profile();
        return new BucketAddress(
                uri(endpoint == null ? "https://s3." + region + ".amazonaws.com" : endpoint),
                bucket,
                Objects.requireNonNullElse(settings.written("imgproxy.s3-folder", "S3_FOLDER"), ""),
                region,
                pathStyle == null ? endpoint != null : Boolean.parseBoolean(pathStyle),
                credential("AWS_ACCESS_KEY_ID", profile),
                credential("AWS_SECRET_ACCESS_KEY", profile),
                credential("AWS_SESSION_TOKEN", profile));
    }

    private String region(boolean atEndpoint) {
        String region = settings.written("imgproxy.s3-region", "IMGPROXY4J_S3_REGION");
        if (region == null) {
            region = environment.getOrDefault("AWS_REGION", environment.get("AWS_DEFAULT_REGION"));
        }
        return region != null ? region : atEndpoint ? AT_AN_ENDPOINT : AT_AWS;
    }

    private static URI uri(String text) {
        try {
            URI uri = URI.create(text.replaceFirst("/+$", ""));
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            // Refused below.
        }
        throw new SettingsException(List.of("S3_ENDPOINT [" + text + "] must be an http or https URL"));
    }

    private String credential(String variable, Map<String, String> profile) {
        String value = environment.get(variable);
        return value != null ? value.strip() : profile.getOrDefault(variable.toLowerCase(Locale.ROOT), "");
    }

    /** The lines of one profile in the file of credentials; empty if the environment has some, or there is no file. */
    private Map<String, String> profile() {
        Map<String, String> lines = new HashMap<>();
        String home = environment.get("HOME");
        String file = environment.get("AWS_SHARED_CREDENTIALS_FILE");
        if (environment.containsKey("AWS_ACCESS_KEY_ID") || (home == null && file == null)) {
            return lines;
        }
        String wanted = "[" + environment.getOrDefault("AWS_PROFILE", "default") + "]";
        Path path = file != null ? Path.of(file) : Path.of(String.valueOf(home), ".aws", "credentials");
        try {
            boolean inside = false;
            for (String line : Files.readAllLines(path)) {
                if (line.strip().startsWith("[")) {
                    inside = line.strip().equals(wanted);
                } else if (inside && line.contains("=")) {
                    String[] parts = line.split("=", 2);
                    lines.put(parts[0].strip(), parts[1].strip());
                }
            }
        } catch (IOException noFile) {
            return lines;
        }
        return lines;
    }
}
