package io.github.imgproxy4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What users can see: no type in it that they cannot name, or that no dependency of theirs brings. */
@AnalyzeClasses(
        packages = ArchitectureTest.ROOT,
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTestSupport.class})
class PublicApiTest {
    private static final Set<JavaModifier> VISIBLE = Set.of(JavaModifier.PUBLIC, JavaModifier.PROTECTED);

    /** Libraries whose types may stand in signatures: whoever calls these has chosen them. */
    private static final List<String> LIBRARIES = List.of(
            "java.",
            "jakarta.servlet.",
            "org.thymeleaf.",
            "io.micrometer.core.",
            "org.springframework.",
            "org.jspecify.");

    @ArchTest
    static void signaturesNameOnlyWhatUsersMayUse(JavaClasses classes) {
        Map<String, Set<String>> hidden = new TreeMap<>();
        classes.stream().filter(PublicApiTest::isPublicApi).forEach(javaClass -> {
            Set<String> unknown = named(javaClass)
                    .filter(type -> !mayBeNamed(type))
                    .map(JavaClass::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!unknown.isEmpty()) {
                hidden.put(javaClass.getName(), unknown);
            }
        });

        assertThat(hidden)
                .as("types in public signatures that users cannot use, by the class that names them")
                .isEmpty();
    }

    @ArchTest
    static void modulesExportTheirPublicPackagesAndNoInternalOnes(JavaClasses classes) {
        assertThat(Descriptors.all()).hasSize(6);
        for (ModuleDescriptor descriptor : Descriptors.all().values()) {
            Set<String> expected = classes.stream()
                    .map(JavaClass::getPackageName)
                    .filter(name -> descriptor.packages().contains(name) && !isInternal(name))
                    .collect(Collectors.toSet());

            assertThat(Descriptors.publicPackages(descriptor))
                    .as("what %s exports", descriptor.name())
                    .isEqualTo(expected);
        }
    }

    private static boolean isInternal(String packageName) {
        return (packageName + ".").contains(".internal.");
    }

    static boolean isPublicApi(JavaClass javaClass) {
        return !isInternal(javaClass.getPackageName()) && isVisible(javaClass);
    }

    private static boolean isVisible(JavaClass javaClass) {
        return isVisible(javaClass.getModifiers())
                && javaClass.getEnclosingClass().map(PublicApiTest::isVisible).orElse(true);
    }

    static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.stream().anyMatch(VISIBLE::contains);
    }

    /**
     * All types in the head of a class and in the signatures of what it shows, type arguments among them. A supertype
     * that is private to its package shows what its subclasses show.
     */
    private static Stream<JavaClass> named(JavaClass javaClass) {
        Stream<JavaClass> heads = Stream.concat(javaClass.getSuperclass().stream(), javaClass.getInterfaces().stream())
                .flatMap(PublicApiTest::involved)
                .filter(type -> !type.getPackageName().equals(javaClass.getPackageName()));
        Stream<JavaClass> signatures = javaClass.getMembers().stream()
                .filter(member -> isVisible(member.getModifiers())
                        && !member.getModifiers().contains(JavaModifier.SYNTHETIC))
                .flatMap(PublicApiTest::signature)
                .flatMap(PublicApiTest::involved);
        return Stream.concat(heads, signatures);
    }

    private static Stream<JavaClass> involved(JavaType type) {
        return type.getAllInvolvedRawTypes().stream().map(JavaClass::getBaseComponentType);
    }

    private static Stream<JavaType> signature(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit call = (JavaCodeUnit) member;
        return Stream.of(
                        Stream.of(call.getReturnType()),
                        call.getParameterTypes().stream(),
                        call.getExceptionTypes().stream())
                .flatMap(types -> types);
    }

    private static boolean mayBeNamed(JavaClass type) {
        String name = type.getName();
        if (type.isPrimitive() || LIBRARIES.stream().anyMatch(name::startsWith)) {
            return true;
        }
        return name.startsWith(ArchitectureTest.ROOT + ".") && isPublicApi(type);
    }
}
