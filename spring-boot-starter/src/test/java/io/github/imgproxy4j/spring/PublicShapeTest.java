package io.github.imgproxy4j.spring;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What users can see may grow, and its arguments cannot be mixed up. Each exception has its reason. */
@AnalyzeClasses(
        packages = ArchitectureTest.ROOT,
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTestSupport.class})
class PublicShapeTest {
    /** Records of imgproxy's options have the arguments of imgproxy's reference in its order. */
    private static final String OPTIONS = ArchitectureTest.ROOT + ".option";

    /** A part that is added to a record breaks everybody who makes one or takes it apart. */
    private static final Map<String, String> RECORDS = Map.ofEntries(
            entry("BrowsableStore$Inventory", "made by stores of others; a list with its two sums is whole"),
            entry("BrowsableStore$Item", "a key with its metadata, which is the part that grows"),
            entry("BucketSetup$Finding", "good or not, and a sentence"));

    /** Neighbours of one type, by class and method. */
    private static final Map<String, String> PAIRS = Map.ofEntries(
            entry("ImageAttributes$Builder.put", "a name and its value"),
            entry("ImageBuilder.attribute", "a name and its value"),
            entry("ImageBuilder.widthLadder", "from and to; falling ones are refused"),
            entry("WidthLadder.widths", "from and to; falling ones are refused"),
            entry("Imgproxy$Builder.preset", "a name and what it means, as in a map; options are no name"),
            entry("Imgproxy$Builder.publicPreset", "a name and what it means, as in a map; an offer is no name"),
            entry("Imgproxy.publicImage", "a source is no preset, and is refused as an unknown one"),
            entry("Functions.url", "a source is no preset, and is refused as an unknown one"),
            entry("ImgproxyExpressions.url", "a source is no preset, and is refused as an unknown one"),
            entry("InfoBuilder.blurhash", "horizontal, vertical: the order of width and height"),
            entry("OptionCalls.background", "red, green, blue"),
            entry("OptionCalls.crop", "width, height"),
            entry("OptionCalls.duotone", "dark, light: the order of imgproxy and of a gradient"),
            entry("OptionCalls.gravity", "x, y"),
            entry("OptionCalls.padding", "the order of CSS"),
            entry("OptionCalls.resize", "width, height"),
            entry("OptionCalls.size", "width, height"),
            entry("OptionCalls.watermarkSize", "width, height"),
            entry("OptionCalls.zoom", "x, y"),
            entry("PathVerdict.of", "a format is no path, and the verdict would be 400"),
            entry("Setting.byteCount", "a key and its description, a sentence"),
            entry("Setting.duration", "a key and its description, a sentence"),
            entry("Setting.flag", "a key and its description, a sentence"),
            entry("Setting.httpUrl", "a key and its description, a sentence"),
            entry("Setting.httpUrls", "a key and its description, a sentence"),
            entry("Setting.path", "a key and its description, a sentence"),
            entry("Setting.text", "a key and its description, a sentence"),
            entry("Setting.wholeNumber", "from and to"));

    @ArchTest
    static void aPublicRecordIsListedWithTheReasonWhyItCannotGrow(JavaClasses classes) {
        Set<String> records = classes.stream()
                .filter(javaClass -> javaClass.isRecord() && PublicApiTest.isPublicApi(javaClass))
                .filter(javaClass -> !javaClass.getPackageName().equals(OPTIONS))
                .map(PublicShapeTest::name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(records)
                .as("public records; a class with accessors and a builder can have more parts later")
                .isEqualTo(new TreeSet<>(RECORDS.keySet()));
    }

    @ArchTest
    static void neighboursOfOneTypeAreListedWithTheReasonWhyNobodyMixesThemUp(JavaClasses classes) {
        Set<String> pairs = classes.stream()
                .filter(PublicApiTest::isPublicApi)
                .filter(javaClass -> !javaClass.getPackageName().equals(OPTIONS))
                .flatMap(javaClass -> javaClass.getCodeUnits().stream())
                .filter(PublicShapeTest::isCalledByUsers)
                .filter(PublicShapeTest::hasNeighboursOfOneType)
                .map(call -> name(call.getOwner()) + "." + call.getName())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(pairs)
                .as("public calls with two neighbouring arguments of one type; name them by builder calls or types")
                .isEqualTo(new TreeSet<>(PAIRS.keySet()));
    }

    private static boolean isCalledByUsers(JavaCodeUnit call) {
        return PublicApiTest.isVisible(call.getModifiers())
                && !call.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !call.getModifiers().contains(JavaModifier.BRIDGE)
                && !(call.getOwner().isRecord() && call.isConstructor())
                && !(call.getOwner().isEnum() && call.getName().equals("valueOf"));
    }

    private static boolean hasNeighboursOfOneType(JavaCodeUnit call) {
        List<JavaClass> types = call.getRawParameterTypes();
        for (int i = 1; i < types.size(); i++) {
            if (types.get(i).equals(types.get(i - 1))) {
                return true;
            }
        }
        return false;
    }

    private static String name(JavaClass javaClass) {
        return javaClass.getName().substring(javaClass.getPackageName().length() + 1);
    }
}
