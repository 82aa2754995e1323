package io.github.imgproxy4j.store.s3;

import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.filter.store.StoreProvider;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes an S3 store where {@link S3Settings#BUCKET} is set. */
public final class S3StoreProvider implements StoreProvider {
    /** For the service loader. */
    public S3StoreProvider() {}

    /** Connects to nothing yet: a page must come up while the bucket is down. */
    @Override
    public @Nullable ImageStore create(Settings settings) {
        if (!settings.isSet(S3Settings.BUCKET)) {
            return null;
        }
        S3ImageStore.Builder builder =
                S3ImageStore.builder(settings.get(S3Settings.BUCKET)).folder(settings.get(S3Settings.FOLDER));
        URI endpoint = settings.find(S3Settings.ENDPOINT);
        if (endpoint != null) {
            builder.endpoint(endpoint);
        }
        String region = settings.find(S3Settings.REGION);
        if (region != null) {
            builder.region(region);
        }
        Boolean pathStyle = settings.find(S3Settings.PATH_STYLE);
        if (pathStyle != null) {
            builder.pathStyle(pathStyle);
        }
        return built(builder);
    }

    private static ImageStore built(S3ImageStore.Builder builder) {
        try {
            return builder.build();
        } catch (IllegalStateException regionUnknown) {
            throw new SettingsException(List.of(S3Settings.REGION.key() + " [not set] "
                    + regionUnknown.getMessage() + "; set it, by the environment variable "
                    + S3Settings.REGION.environmentName() + " or AWS_REGION for instance"));
        }
    }
}
