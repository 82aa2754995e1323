package io.github.imgproxy4j.js;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imgproxy4j.testing.NodeJs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The package as others use it: type-checked by TypeScript, in React and in Vue, and every block of
 * docs/javascript.md. What is needed for it is locked in src/frameworks and installed by npm.
 */
class FrameworksTest {
    private static final Path SOURCES = Path.of("src/frameworks");

    /** As deep as the sources, so that the way from there to the package is the same. */
    private static final Path FOLDER = Path.of("target/frameworks");

    @BeforeAll
    static void install() throws Exception {
        NodeJs.require();
        copySources();
        var npm = NodeJs.run(FOLDER, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        if (npm.exitCode() != 0) {
            NodeJs.skip(
                    "imgproxy4j.require.npm",
                    "npm cannot install what src/frameworks/package-lock.json names: the tests with TypeScript, React"
                            + " and Vue did not run\n" + npm.output());
        }
    }

    private static void copySources() throws IOException {
        Files.createDirectories(FOLDER);
        try (var files = Files.list(SOURCES)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void theTypesFitTheModulesAndTheirUsers() throws Exception {
        var compiler = NodeJs.run(FOLDER, "node", "node_modules/typescript/bin/tsc", "-p", "tsconfig.json");

        assertThat(compiler.exitCode()).as(compiler.output()).isZero();
    }

    @Test
    void everyModuleIsTypeChecked() throws Exception {
        var config = Files.readString(SOURCES.resolve("tsconfig.json"));
        try (var modules = Files.list(Path.of("src/main/js"))) {
            assertThat(modules.map(module -> module.getFileName().toString()).filter(name -> name.endsWith(".js")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(config).contains("/" + name + "\""));
        }
    }

    @Test
    void thePackageHoldsTheModulesAndNothingElse() throws Exception {
        var pack = NodeJs.run(Path.of("."), "npm", "pack", "--dry-run");

        assertThat(pack.exitCode()).as(pack.output()).isZero();
        assertThat(pack.output())
                .contains("LICENSE", "README.md", "src/main/js/fallback.js", "src/main/js/fallback.d.ts")
                .doesNotContain("src/test", "src/frameworks", "target/", "pom.xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run-recipes.js", "run-node.js", "run-react.js", "run-vue.js"})
    void runs(String tests) throws Exception {
        var run = NodeJs.run(FOLDER, "node", "--test", "--test-timeout=120000", tests);

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("fail 0").doesNotContain("pass 0");
    }
}
