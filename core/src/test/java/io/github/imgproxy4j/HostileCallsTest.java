package io.github.imgproxy4j;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.imgproxy4j.error.ImgproxyException;
import io.github.imgproxy4j.html.Element;
import io.github.imgproxy4j.html.FinalFallback;
import io.github.imgproxy4j.option.Anchor;
import io.github.imgproxy4j.option.BlurAreas;
import io.github.imgproxy4j.option.Colorize;
import io.github.imgproxy4j.option.Direction;
import io.github.imgproxy4j.option.FormatQuality;
import io.github.imgproxy4j.option.Gradient;
import io.github.imgproxy4j.option.OptionName;
import io.github.imgproxy4j.option.OptionSyntax;
import io.github.imgproxy4j.option.ProcessingOption;
import io.github.imgproxy4j.option.Trim;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsCatalog;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.settings.SettingsSource;
import io.github.imgproxy4j.template.ImageAttributes;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every public method and constructor of this module that takes a text, found by reflection, gets every hostile text:
 * it refuses it with the exception for bad arguments, or what comes of it is harmless.
 */
class HostileCallsTest {
    private static final String PACKAGE = Imgproxy.class.getPackageName();
    private static final String SOURCE = "https://example.com/cat.jpg";

    /** Texts for the other parameters of a call. */
    private static final String HARMLESS = "a";

    /** Set by developers, not by users; their names are constants of a program. */
    private static final Set<String> FOR_DEVELOPERS = Set.of(PACKAGE + ".settings.Setting");

    /** What the parameters that hold no text get, and on what methods are called. */
    private static final Map<Class<?>, Supplier<Object>> EXAMPLES = Map.ofEntries(
            entry(int.class, () -> 1),
            entry(double.class, () -> 1.0),
            entry(boolean.class, () -> true),
            entry(Double.class, () -> 1.0),
            entry(Boolean.class, () -> true),
            entry(double[].class, () -> new double[0]),
            entry(OptionName.class, () -> OptionName.WATERMARK_TEXT),
            entry(Throwable.class, IllegalStateException::new),
            entry(Imgproxy.class, HostileCallsTest::imgproxy),
            entry(Imgproxy.Builder.class, HostileCallsTest::builder),
            entry(Imgproxy.Builder.Pair.class, () -> Imgproxy.builder().key("01")),
            entry(
                    Imgproxy.Builder.Encryption.class,
                    () -> Imgproxy.builder().encryptSources("00112233445566778899aabbccddeeff")),
            entry(ImageBuilder.class, () -> imgproxy().image(SOURCE)),
            entry(OptionCalls.class, () -> imgproxy().image(SOURCE)),
            entry(InfoBuilder.class, () -> imgproxy().info(SOURCE)),
            entry(ImageAttributes.class, () -> ImageAttributes.of(Map.of("src", SOURCE, "alt", ""))),
            entry(
                    ImageAttributes.Builder.class,
                    () -> ImageAttributes.builder().put("src", SOURCE).put("alt", "")),
            entry(KeyLayout.class, () -> KeyLayout.SIGNED_PATH),
            entry(TemplateErrors.class, () -> imgproxy().templateErrors()),
            entry(SignedPath.class, () -> imgproxy().image(SOURCE).urls().signedPath()),
            entry(Verification.class, Verification::malformed),
            entry(FinalFallback.class, () -> FinalFallback.ORIGINAL),
            entry(Supplier.class, () -> (Supplier<String>) () -> HARMLESS),
            entry(Settings.class, Settings::read),
            entry(SettingsCatalog.class, () -> (SettingsCatalog) List::of),
            entry(SettingsSource[].class, () -> new SettingsSource[0]),
            entry(SharedImgproxy.ApplicationScope.class, NoScope::new),
            entry(OptionSyntax.class, () -> OptionSyntax.DEFAULT),
            entry(Anchor.WeightedObjects.class, () -> Anchor.weightedObjects("face", 2)),
            entry(FormatQuality.class, () -> FormatQuality.of("webp", 80)),
            entry(Direction.class, () -> new Direction("down")),
            entry(Trim.class, () -> new Trim(1.0, null, null, null)),
            entry(Colorize.class, () -> new Colorize(1, null, null)),
            entry(Gradient.class, () -> new Gradient(1, null, null, null, null)));

    static Stream<Named<Executable>> calls() throws Exception {
        return publicClasses().stream()
                .filter(type -> !FOR_DEVELOPERS.contains(type.getName()) && !isInternal(type))
                .flatMap(type -> Stream.<Executable>concat(
                        Stream.of(type.getDeclaredMethods()), Stream.of(type.getDeclaredConstructors())))
                .filter(call -> Modifier.isPublic(call.getModifiers()) && !Modifier.isAbstract(call.getModifiers()))
                .filter(call -> !call.isSynthetic() && !isOfJava(call))
                .filter(call -> Stream.of(call.getParameterTypes()).anyMatch(HostileCallsTest::holdsText))
                .map(call -> Named.of(
                        call.getDeclaringClass().getSimpleName() + "." + call.getName() + " "
                                + call.getParameterCount(),
                        call));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void textIsRefusedAsABadArgumentOrHarmless(Executable call) throws ReflectiveOperationException {
        for (String text : HostileTexts.all()) {
            for (int place : placesOfText(call)) {
                Object result = outcome(call, arguments(call, place, text), text);
                assertThatHarmless(result);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void nullIsRefusedOrHarmless(Executable call) throws ReflectiveOperationException {
        for (int place : placesOfText(call)) {
            assertThatHarmless(outcome(call, arguments(call, place, null), null));
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void textInASettingIsRefusedOrHarmless(String name) {
        for (String text : HostileTexts.all()) {
            Map<String, String> values = new HashMap<>(Map.of("imgproxy.key", "01", "imgproxy.salt", "02"));
            values.put(name, text);
            try {
                assertThatHarmless(Imgproxy.of(Settings.read(SettingsSource.of("test", values)), "/img"));
            } catch (SettingsException | ImgproxyException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }

    static Stream<String> settings() {
        return new CoreSettings().settings().stream().map(setting -> setting.key());
    }

    private static @Nullable Object outcome(Executable call, @Nullable Object[] arguments, @Nullable String text)
            throws ReflectiveOperationException {
        try {
            if (call instanceof Constructor<?> constructor) {
                return constructor.newInstance(arguments);
            }
            boolean isStatic = Modifier.isStatic(call.getModifiers());
            return ((Method) call).invoke(isStatic ? null : example(call.getDeclaringClass()), arguments);
        } catch (InvocationTargetException thrown) {
            assertThatRefused(thrown.getCause(), text);
            return null;
        }
    }

    private static void assertThatRefused(Throwable thrown, @Nullable String text) {
        if (text == null && thrown instanceof NullPointerException) {
            return;
        }
        assertThat(thrown).isInstanceOfAny(ImgproxyException.class, SettingsException.class);
    }

    /** Follows what a call made to the markup and the paths that it leads to. */
    private static void assertThatHarmless(@Nullable Object result) {
        try {
            if (result instanceof Imgproxy.Builder builder) {
                assertThatHarmless(builder.build());
            } else if (result instanceof Imgproxy imgproxy) {
                assertThatHarmless(imgproxy.image(SOURCE));
            } else if (result instanceof ImageBuilder image) {
                HostileMarkupTest.assertThatPageHasExactly(image.img());
                HostileMarkupTest.assertThatPageHasExactly(image.picture());
            } else if (result instanceof ImageAttributes attributes) {
                assertThatHarmless(attributes.img(imgproxy()));
            } else if (result instanceof ImageAttributes.Builder attributes) {
                assertThatHarmless(attributes.build());
            } else if (result instanceof InfoBuilder info) {
                assertThat(info.url()).matches("/img/info/[A-Za-z0-9._~:/-]+");
            } else if (result instanceof KeyLayout layout) {
                assertThatHarmless(builder().keyLayout(layout));
            } else if (result instanceof ProcessingOption option) {
                assertThat(option.segment()).matches("[A-Za-z0-9._~:-]+");
            } else if (result instanceof Element element) {
                HostileMarkupTest.assertThatPageHasExactly(element);
            } else if (result instanceof List<?> several) {
                several.forEach(HostileCallsTest::assertThatHarmless);
            }
        } catch (ImgproxyException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }

    private static List<Integer> placesOfText(Executable call) {
        return IntStream.range(0, call.getParameterCount())
                .filter(place -> holdsText(call.getParameterTypes()[place]))
                .boxed()
                .toList();
    }

    private static @Nullable Object[] arguments(Executable call, int place, @Nullable String text) {
        Class<?>[] types = call.getParameterTypes();
        return IntStream.range(0, types.length)
                .mapToObj(i -> holdsText(types[i]) ? holder(call, i, i == place ? text : HARMLESS) : example(types[i]))
                .toArray();
    }

    private static boolean holdsText(Class<?> type) {
        return Set.of(String.class, String[].class, Object[].class, List.class, Map.class)
                .contains(type);
    }

    /** The text as a parameter takes it. */
    private static @Nullable Object holder(Executable call, int place, @Nullable String text) {
        Class<?> type = call.getParameterTypes()[place];
        if (type == String[].class) {
            return new String[] {text};
        }
        if (type == Object[].class) {
            return new Object[] {text};
        }
        if (type == Map.class) {
            Map<String, String> map = new HashMap<>(Map.of("src", "/cat.jpg", "alt", ""));
            map.put(String.valueOf(text), text);
            return map;
        }
        return type == List.class ? list(call, place, text) : text;
    }

    private static List<Object> list(Executable call, int place, @Nullable String text) {
        String type = call.getGenericParameterTypes()[place].getTypeName();
        if (type.contains("String")) {
            return Collections.singletonList(text);
        }
        if (type.contains("Pair")) {
            return List.of(new FormatQuality.Pair("webp", 80));
        }
        if (type.contains("Area")) {
            return List.of(new BlurAreas.Area(0, 0, 1, 1));
        }
        return type.contains("Weight") ? List.of(new Anchor.WeightedObjects.Weight("face", 1)) : List.of();
    }

    private static Object example(Class<?> type) {
        Supplier<Object> example = EXAMPLES.get(type);
        if (example != null) {
            return example.get();
        }
        return type.isEnum() ? type.getEnumConstants()[0] : fail(type + " needs an example");
    }

    private static boolean isOfJava(Executable call) {
        return (call.getDeclaringClass().isEnum() && call.getName().equals("valueOf"))
                || call.getName().equals("equals");
    }

    private static List<Class<?>> publicClasses() throws IOException, URISyntaxException {
        Path root = Path.of(Imgproxy.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(HostileCallsTest::loaded)
                    .filter(type -> isPublic(type) || type == OptionCalls.class)
                    .toList();
        }
    }

    /** What users say reaches these through the calls that are tried here. */
    private static boolean isInternal(Class<?> type) {
        return type.getPackageName().startsWith(PACKAGE + ".internal.");
    }

    private static Class<?> loaded(String file) {
        String name = file.substring(0, file.length() - ".class".length())
                .replace('/', '.')
                .replace('\\', '.');
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException wrong) {
            throw new AssertionError(wrong);
        }
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
    }

    private static Imgproxy imgproxy() {
        return builder().build();
    }

    private static Imgproxy.Builder builder() {
        return Imgproxy.builder()
                .key("736563726574")
                .salt("68656c6c6f")
                .preset(HARMLESS, "w:1")
                .allowSource("https://example.com/")
                .sourceBase("https://example.com/")
                .publicPreset(HARMLESS, "1x")
                .urlFileNames(true)
                .lastResort(FinalFallback.ORIGINAL);
    }

    /** An application without anything. */
    private static final class NoScope implements SharedImgproxy.ApplicationScope {
        @Override
        public @Nullable Object attribute(String name) {
            return null;
        }

        @Override
        public void setAttribute(String name, Object value) {}

        @Override
        public Iterable<String> initParameterNames() {
            return List.of();
        }

        @Override
        public @Nullable String initParameter(String name) {
            return null;
        }

        @Override
        public Iterable<String> resourcePaths(String folder) {
            return List.of();
        }

        @Override
        public String contextPath() {
            return "";
        }
    }
}
