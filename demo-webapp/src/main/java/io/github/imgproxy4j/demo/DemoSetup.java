package io.github.imgproxy4j.demo;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.filter.FilterSettings;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsSource;
import io.github.imgproxy4j.store.s3.settings.S3Settings;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the demo start with nothing configured: what nobody sets gets a default as a context-param, the door that every
 * other door overrules.
 */
public final class DemoSetup implements ServletContextListener {
    private static final Logger log = LoggerFactory.getLogger(DemoSetup.class);
    private static final int KEY_BYTES = 32;

    private final TemporaryFolders temporaryFolders = new TemporaryFolders();

    /** For the container. */
    public DemoSetup() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Settings settings = settings(context);
        try {
            setKeys(context, settings);
            setStore(context, settings);
            Path photos = PhotoFolder.find(context, temporaryFolders);
            // Another module's setting; where somebody else sets it, this default has no effect.
            context.setInitParameter("imgproxy.local-filesystem-root", photos.toString());
            Gallery gallery = Gallery.load(photos);
            context.setAttribute(Gallery.ATTRIBUTE, gallery);
            context.setAttribute(Savings.ATTRIBUTE, new Savings(gallery));
            context.setAttribute(Excerpt.ATTRIBUTE, Excerpt.all(context));
        } catch (IOException unusable) {
            throw new UncheckedIOException("the demo cannot prepare its folders", unusable);
        }
        context.setAttribute(Templates.ATTRIBUTE, new Templates(context, settings.get(CoreSettings.FALLBACK)));
        context.setAttribute("fallback", settings.get(CoreSettings.FALLBACK).name());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        temporaryFolders.delete();
    }

    /** Half a pair is left as it is, so that the start fails and names the missing half. */
    private static void setKeys(ServletContext context, Settings settings) {
        boolean given = settings.isSet(CoreSettings.KEY) || settings.isSet(CoreSettings.SALT);
        if (!given && !settings.get(CoreSettings.ALLOW_UNSIGNED)) {
            context.setInitParameter(CoreSettings.KEY.key(), randomHex());
            context.setInitParameter(CoreSettings.SALT.key(), randomHex());
            log.info("key and salt generated");
        }
    }

    private static String randomHex() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Where there is a bucket, variants need no folder. */
    private void setStore(ServletContext context, Settings settings) throws IOException {
        if (!settings.isSet(FilterSettings.STORE_DIR) && !settings.isSet(S3Settings.BUCKET)) {
            context.setInitParameter(
                    FilterSettings.STORE_DIR.key(),
                    temporaryFolders.create("imgproxy4j-demo-store-").toString());
        }
    }

    private static Settings settings(ServletContext context) {
        Map<String, String> params = new LinkedHashMap<>();
        for (String name : Collections.list(context.getInitParameterNames())) {
            params.put(name, context.getInitParameter(name));
        }
        return Settings.read(
                SettingsSource.systemProperties(System.getProperties()),
                SettingsSource.environment(System.getenv()),
                SettingsSource.of("context-param", params));
    }
}
