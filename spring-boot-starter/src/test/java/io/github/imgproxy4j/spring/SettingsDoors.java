package io.github.imgproxy4j.spring;

import io.github.imgproxy4j.filter.ImgproxyFilter;
import io.github.imgproxy4j.settings.Setting;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsCatalog;
import io.github.imgproxy4j.settings.SettingsSource;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts whole apps with settings behind one door, and tells which of them did not come in. */
enum SettingsDoors {
    SERVLET_ENVIRONMENT("environment variable") {
        @Override
        void startWith(Map<String, String> values, Path folder) throws Exception {
            startTomcat(Map.of(), Map.of(), folder);
        }
    },
    SYSTEM_PROPERTY("system property") {
        @Override
        void startWith(Map<String, String> values, Path folder) throws Exception {
            values.forEach(System::setProperty);
            try {
                startTomcat(Map.of(), Map.of(), folder);
            } finally {
                values.keySet().forEach(System::clearProperty);
            }
        }
    },
    INIT_PARAM("init-param") {
        @Override
        void startWith(Map<String, String> values, Path folder) throws Exception {
            startTomcat(values, Map.of(), folder);
        }
    },
    CONTEXT_PARAM("context-param") {
        @Override
        void startWith(Map<String, String> values, Path folder) throws Exception {
            startTomcat(Map.of(), values, folder);
        }
    },
    SPRING_ENVIRONMENT("environment variable") {
        @Override
        void startWith(Map<String, String> values, Path folder) {
            startSpring();
        }
    },
    SPRING_PROPERTY("Spring property") {
        @Override
        void startWith(Map<String, String> values, Path folder) throws IOException {
            Properties properties = new Properties();
            properties.putAll(values);
            Path file = folder.resolve("application.properties");
            try (Writer writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
            startSpring("--spring.config.location=" + file.toUri());
        }
    };

    private final String label;

    SettingsDoors(String label) {
        this.label = label;
    }

    /** Starts an app and stops it; what stands in the environment of this JVM already is not set again. */
    abstract void startWith(Map<String, String> values, Path folder) throws Exception;

    /** Whether the values have to be in the environment of a JVM. */
    boolean isEnvironment() {
        return this == SERVLET_ENVIRONMENT || this == SPRING_ENVIRONMENT;
    }

    /**
     * The settings that an app did not read, or not as they are.
     *
     * @param texts the value of each setting, by key
     * @param variables whether settings go by their variables instead of their keys
     */
    List<String> unread(Map<String, String> texts, boolean variables, Path folder) throws Exception {
        SettingsRecorder.start();
        startWith(named(texts, variables), folder);
        Settings read = SettingsRecorder.stop();
        Settings expected = Settings.read(SettingsSource.of("expected", texts));
        List<String> unread = new ArrayList<>();
        for (Setting<?> setting : all()) {
            String name = variables ? setting.environmentName() : setting.key();
            if (read == null || !read.spell(setting).equals(label + " " + name) || !same(setting, read, expected)) {
                unread.add(name + (read == null ? " (no start)" : " " + read.find(setting)));
            }
        }
        return unread;
    }

    /** By the text of the values, for those that have one. */
    private static boolean same(Setting<?> setting, Settings read, Settings expected) {
        String wanted = String.valueOf(expected.find(setting));
        return wanted.contains("@") || wanted.equals(String.valueOf(read.find(setting)));
    }

    static Map<String, String> named(Map<String, String> texts, boolean variables) {
        Map<String, String> named = new LinkedHashMap<>();
        all().forEach(setting -> named.put(
                variables ? setting.environmentName() : setting.key(), texts.getOrDefault(setting.key(), "")));
        return named;
    }

    static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>();
        ServiceLoader.load(SettingsCatalog.class).forEach(catalog -> all.addAll(catalog.settings()));
        return all;
    }

    /** The arguments: door, whether by variables, folder, and a file with all values. */
    public static void main(String[] arguments) throws Exception {
        Properties texts = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(arguments[3]))) {
            texts.load(reader);
        }
        Map<String, String> values = new LinkedHashMap<>();
        texts.stringPropertyNames().forEach(key -> values.put(key, texts.getProperty(key)));
        List<String> unread =
                valueOf(arguments[0]).unread(values, Boolean.parseBoolean(arguments[1]), Path.of(arguments[2]));
        System.out.println("unread: " + unread);
        System.exit(0);
    }

    static void startTomcat(Map<String, String> initParams, Map<String, String> contextParams, Path folder)
            throws Exception {
        startTomcat(new ImgproxyFilter(), initParams, contextParams, folder);
    }

    static void startTomcat(
            Filter imgproxy, Map<String, String> initParams, Map<String, String> contextParams, Path folder)
            throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", folder.toString());
        contextParams.forEach(context::addParameter);
        FilterDef filter = new FilterDef();
        filter.setFilterName("imgproxy");
        filter.setFilter(imgproxy);
        filter.setAsyncSupported("true");
        initParams.forEach(filter::addInitParameter);
        context.addFilterDef(filter);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName("imgproxy");
        mapping.addURLPattern("/pictures/*");
        context.addFilterMap(mapping);
        try {
            tomcat.start();
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private static void startSpring(@Nullable String... arguments) {
        List<String> all = new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1"));
        for (String argument : arguments) {
            all.add(argument);
        }
        try (ConfigurableApplicationContext app = SpringApplication.run(App.class, all.toArray(String[]::new))) {
            if (!app.isActive()) {
                throw new IllegalStateException("the app is not active");
            }
        }
    }

    /** An app with nothing but what the starter brings. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {}
}
