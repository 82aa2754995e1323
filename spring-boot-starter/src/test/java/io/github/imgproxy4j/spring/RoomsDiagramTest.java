package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rooms of docs/architecture.md are those of the code: who stands higher knows those below, never the other way. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsDiagramTest {
    private static final Path PAGE = Path.of("../docs/architecture.md");

    /** The classes of a line of the walk, and the packages that they are in. */
    private static final Pattern STATION = Pattern.compile("(?m)^\\| [0-9]+ (.*?) \\| (.*?) \\|");

    private static final Pattern QUOTED = Pattern.compile("`(\\w+)(?:\\.\\w+)?`");

    @ArchTest
    static void roomsOfCoreAreDrawnAsTheyAre(JavaClasses classes) throws IOException {
        check(
                classes,
                "core",
                ArchitectureTest.ROOT,
                "\\.(filter|embedded|store|taglib|thymeleaf|spring|testing)\\b.*");
    }

    @ArchTest
    static void roomsOfTheFilterAreDrawnAsTheyAre(JavaClasses classes) throws IOException {
        check(classes, "filter", ArchitectureTest.ROOT + ".filter", "none");
    }

    @ArchTest
    static void roomsOfTheProcessorAreDrawnAsTheyAre(JavaClasses classes) throws IOException {
        check(classes, "embedded", ArchitectureTest.ROOT + ".embedded", "none");
    }

    @ArchTest
    static void roomsOfTheBucketAreDrawnAsTheyAre(JavaClasses classes) throws IOException {
        check(classes, "store-s3", ArchitectureTest.ROOT + ".store.s3", "none");
    }

    @ArchTest
    static void walkOfAColdMissNamesClassesThatAreThere(JavaClasses classes) throws IOException {
        List<MatchResult> stations =
                STATION.matcher(Files.readString(PAGE)).results().toList();

        assertThat(stations).as("stations of the walk").hasSizeBetween(20, 25);
        for (MatchResult station : stations) {
            List<String> rooms = List.of(station.group(2).split("[, ]+"));
            assertThat(QUOTED.matcher(station.group(1)).results().map(name -> name.group(1)))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(classes)
                            .as("%s in one of %s", name, rooms)
                            .anyMatch(each -> each.getSimpleName().equals(name) && isIn(rooms, each)));
        }
    }

    private static boolean isIn(List<String> rooms, JavaClass javaClass) {
        String name = javaClass.getPackageName();
        return rooms.stream()
                .anyMatch(room -> room.equals("core")
                        ? name.equals(ArchitectureTest.ROOT)
                        : name.endsWith("." + room.replace('-', '.')));
    }

    private static void check(JavaClasses classes, String module, String root, String others) throws IOException {
        Map<String, Set<String>> arrows = arrows(classes, root, others);
        String drawn = drawing(module, arrows);

        assertThat(Files.readString(PAGE))
                .as("the rooms of %s in %s", module, PAGE)
                .contains("```text\n" + drawn + "```\n");
    }

    /** From each package of a module to those of the same module that it knows. */
    private static Map<String, Set<String>> arrows(JavaClasses classes, String root, String others) {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (JavaClass javaClass : classes) {
            String from = room(javaClass, root, others);
            if (from == null) {
                continue;
            }
            Set<String> known = arrows.computeIfAbsent(from, room -> new TreeSet<>());
            for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
                String to = room(dependency.getTargetClass().getBaseComponentType(), root, others);
                if (to != null && !to.equals(from)) {
                    known.add(to);
                }
            }
        }
        return arrows;
    }

    /** The package without what all of its module have in common; null for other modules. */
    private static String room(JavaClass javaClass, String root, String others) {
        String name = javaClass.getPackageName();
        if (!(name + ".").startsWith(root + ".")) {
            return null;
        }
        String rest = name.substring(root.length());
        if (rest.matches(others)) {
            return null;
        }
        return rest.isEmpty() ? "(root)" : rest.substring(1);
    }

    /** A line for each height, the highest first; a room stands one higher than the highest of those that it knows. */
    private static String drawing(String module, Map<String, Set<String>> arrows) {
        Map<String, Integer> heights = new HashMap<>();
        SortedMap<Integer, TreeSet<String>> floors = new TreeMap<>(Comparator.reverseOrder());
        arrows.keySet()
                .forEach(room -> floors.computeIfAbsent(height(room, arrows, heights), floor -> new TreeSet<>())
                        .add(room));
        return module + "\n"
                + floors.values().stream()
                        .map(rooms -> "  " + String.join("  ", rooms) + "\n")
                        .collect(Collectors.joining());
    }

    private static int height(String room, Map<String, Set<String>> arrows, Map<String, Integer> heights) {
        Integer known = heights.get(room);
        if (known != null) {
            return known;
        }
        int height = 1
                + arrows.get(room).stream()
                        .mapToInt(below -> height(below, arrows, heights))
                        .max()
                        .orElse(0);
        heights.put(room, height);
        return height;
    }
}
