package io.github.imgproxy4j.spring;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** Who may know whom: the modules, their packages, and what no production code does. */
@AnalyzeClasses(
        packages = ArchitectureTest.ROOT,
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTestSupport.class})
class ArchitectureTest {
    static final String ROOT = "io.github.imgproxy4j";

    /** The arrows between the modules; whoever is missing here has not been thought about. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "core", Set.of(),
            "filter", Set.of("core"),
            "store-testkit", Set.of("core", "filter"),
            "store-s3", Set.of("core", "filter"),
            "embedded", Set.of("core", "filter"),
            "taglib", Set.of("core"),
            "thymeleaf-dialect", Set.of("core"),
            "spring-boot-starter", Set.of("core", "filter", "store-s3", "embedded", "taglib", "thymeleaf-dialect"));

    /** More than that in one folder, and nobody finds a type by its name. */
    private static final long MOST_TYPES = 30;

    /** A jar of the reactor or of a repository, or a folder of classes. */
    private static final Pattern MODULE =
            Pattern.compile("/imgproxy4j-([a-z0-9-]+?)-[0-9]|/([a-z0-9-]+)/target/classes/");

    @ArchTest
    static final ArchRule modulesKnowOnlyThoseTheyStandOn = classes()
            .should(dependOnlyOnAllowedModules())
            .because("everything points to core: a part can be used, tested and replaced without those beside it");

    @ArchTest
    static final ArchRule coreNeedsTheJdkOnly = classes()
            .that(are(inModule("core")))
            .should()
            .onlyDependOnClassesThat(inModule("core")
                    .or(resideInAPackage("java.."))
                    .or(resideInAPackage("javax.crypto.."))
                    .or(resideInAPackage("org.jspecify..")))
            .because("whoever signs a URL must not inherit a dependency");

    @ArchTest
    static final ArchRule backEndsKnowOfTheFilterOnlyWhatTheyImplement = noClasses()
            .that(are(inModule("store-s3").or(inModule("store-testkit")).or(inModule("embedded"))))
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + ".filter"))
            .allowEmptyShould(true)
            .because("a store or an upstream implements a small interface and must not reach into the proxy");

    @ArchTest
    static final ArchRule onlyTheLocalCacheOfABucketIsAnotherStore = noClasses()
            .that(are(inModule("store-testkit").or(inModule("embedded"))))
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + ".filter.store.file.."))
            .allowEmptyShould(true)
            .because(
                    "store-s3 keeps copies in a FileStore, which it uses as any program does; no other module needs one");

    @ArchTest
    static final ArchRule onlyTheS3StoreSeesTheAwsSdk = noClasses()
            .that(are(DescribedPredicate.not(inModule("store-s3"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..")
            .because("15 MB of SDK may reach only those who chose the S3 store");

    @ArchTest
    static final ArchRule nothingDependsOnStarterOrDemo = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".spring..", ROOT + ".demo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".spring..", ROOT + ".demo..")
            .because("they are the ends of the arrows");

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().assignedFrom(packages()).should().beFreeOfCycles().because("a cycle makes one package of two");

    @ArchTest
    static final ArchRule internalRoomsAreForTheirModuleAndThoseNamed = classes()
            .should(keepToTheInternalsOfTheirModule())
            .because("what others use cannot change, and internal is the promise that it may");

    @ArchTest
    static void noPackageIsCrowded(JavaClasses classes) {
        Map<String, Long> types = classes.stream()
                .filter(javaClass -> javaClass.isTopLevelClass()
                        && !javaClass.getSimpleName().equals("package-info")
                        && !javaClass.getPackageName().equals(ROOT + ".option"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(types)
                .allSatisfy((name, count) -> assertThat(count)
                        .as("types in %s; only the options, of which imgproxy has that many, may be more", name)
                        .isLessThanOrEqualTo(MOST_TYPES));
    }

    @ArchTest
    static final ArchRule loggingGoesThroughSlf4j =
            NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.because("the app decides where logs go, and core does not log");

    @ArchTest
    static final ArchRule nothingPrints = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Command")
            .should(ACCESS_STANDARD_STREAMS)
            .because("a library has no console, a command line has; this includes printStackTrace");

    @ArchTest
    static final ArchRule classesAreNamedByWhatTheyAre = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager)(\\$.*)?")
            .because("such a class says nothing of what it does, so it grows");

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        Set<String> unmarked = classes.stream()
                .map(JavaClass::getPackage)
                .filter(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(Collectors.toSet());

        assertThat(unmarked)
                .as("packages without a @NullMarked package-info.java, which NullAway would skip")
                .isEmpty();
    }

    @ArchTest
    static void theModulesOfTheHouseAreSeen(JavaClasses classes) {
        Set<String> modules = classes.stream().map(ArchitectureTest::module).collect(Collectors.toSet());

        assertThat(modules)
                .as("modules on the class path, without which the rules hold for nothing")
                .contains("core", "filter", "store-testkit", "taglib", "thymeleaf-dialect", "spring-boot-starter")
                .isSubsetOf(ARROWS.keySet());
    }

    private static ArchCondition<JavaClass> dependOnlyOnAllowedModules() {
        return new ArchCondition<>("depend only on their own module and on " + ARROWS) {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                String origin = module(javaClass);
                for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
                    String target = module(dependency.getTargetClass());
                    if (!target.isEmpty()
                            && !target.equals(origin)
                            && !allowed(origin).contains(target)) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static ArchCondition<JavaClass> keepToTheInternalsOfTheirModule() {
        return new ArchCondition<>("use no internal package of another module that is not shared with theirs") {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass();
                    if (target.getPackageName().startsWith(ROOT)
                            && target.getPackageName().contains(".internal")
                            && !module(target).equals(module(javaClass))
                            && !Descriptors.isSharedWith(target.getPackageName(), module(javaClass))) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static Set<String> allowed(String module) {
        return ARROWS.getOrDefault(module, Set.of());
    }

    private static DescribedPredicate<JavaClass> inModule(String name) {
        return DescribedPredicate.describe(
                "in module " + name, javaClass -> module(javaClass).equals(name));
    }

    /** The module that a class of ours was read from; empty for the classes of others. */
    private static String module(JavaClass javaClass) {
        if (!javaClass.getPackageName().startsWith(ROOT)) {
            return "";
        }
        // An array has no source of its own.
        JavaClass declared = javaClass.getBaseComponentType();
        String location = declared.getSource().orElseThrow().getUri().toString();
        Matcher matcher = MODULE.matcher(location);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no module at " + location);
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    private static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                return SliceIdentifier.of(javaClass.getPackageName());
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }

    /** Leaves out the module of test support, which is on the class path of this test only. */
    static final class WithoutTestSupport implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/io/github/imgproxy4j/testing/");
        }
    }
}
