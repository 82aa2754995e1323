package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SignedPath;
import io.github.imgproxy4j.cli.settings.Stores;
import io.github.imgproxy4j.cli.warm.VariantSource;
import io.github.imgproxy4j.cli.warm.Variants;
import io.github.imgproxy4j.filter.FilterSettings;
import io.github.imgproxy4j.filter.store.AccessedStore;
import io.github.imgproxy4j.filter.store.BrowsableStore.Item;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import java.io.IOException;
import java.util.List;

/** The variants that were asked for most lately, by the access times of a store; their paths are signed again. */
final class LastAccessed implements VariantSource {
    private final int limit;
    private final Settings settings;
    private final Imgproxy imgproxy;
    private final String proxyUrl;

    LastAccessed(int limit, Settings settings, Imgproxy imgproxy, String proxyUrl) {
        this.limit = limit;
        this.settings = settings;
        this.imgproxy = imgproxy;
        this.proxyUrl = proxyUrl;
    }

    @Override
    public void addTo(Variants variants) throws IOException {
        try (ImageStore store = Stores.openExisting(settings, true)) {
            if (!(store instanceof AccessedStore accessed)) {
                throw new SettingsException(
                        List.of("--top needs a store that knows when its images were asked for: the folder"
                                + " of " + settings.spell(FilterSettings.STORE_DIR) + "; "
                                + (store == null ? "none is set" : "[" + store.description() + "] does not")
                                + ". Give the URLs of an access log instead, with --urls"));
            }
            accessed.lastAccessed(limit).forEach(item -> add(variants, item));
        }
    }

    private void add(Variants variants, Item item) {
        String path = item.metadata().path();
        if (path != null) {
            SignedPath signedPath = imgproxy.sign(path);
            CandidateOptions.add(variants, signedPath.text(), imgproxy.key(signedPath), proxyUrl);
        }
    }
}
