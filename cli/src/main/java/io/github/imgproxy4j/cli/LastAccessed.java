package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.Imgproxy;
import io.github.imgproxy4j.SignedPath;
import io.github.imgproxy4j.cli.settings.Stores;
import io.github.imgproxy4j.cli.warm.VariantSource;
import io.github.imgproxy4j.cli.warm.Variants;
import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.filter.FilterSettings;
import io.github.imgproxy4j.filter.store.AccessedStore;
import io.github.imgproxy4j.filter.store.BrowsableStore.Item;
import io.github.imgproxy4j.filter.store.ImageStore;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Path folder = settings.find(FilterSettings.STORE_DIR);
        if (folder != null && !Files.isDirectory(folder)) {
            throw new SettingsException(List.of(settings.spell(FilterSettings.STORE_DIR) + " [" + folder
                    + "] must be the folder of a store, to find what was asked for most lately"));
        }
        try (ImageStore store = Stores.open(settings)) {
            if (!(store instanceof AccessedStore accessed)) {
                throw new ImgproxyException("--top needs a store with access times, such as a folder by "
                        + settings.spell(FilterSettings.STORE_DIR) + "; "
                        + (store == null ? "there is no store" : "there is [" + store.description() + "]"));
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
