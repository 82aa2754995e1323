import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Looks at what {@code mvn -Prelease -DskipTests -Dgpg.skip verify} left in the folder that is the only argument, and
 * names whatever Maven Central would refuse, or our users miss. Ends with 1 if there is anything.
 *
 * <p>Signatures are looked for as well with a second argument, {@code signed}.
 */
final class ReleaseCheck {
    private static final String LICENCE = "META-INF/LICENSE";
    private static final List<String> WANTED = List.of(
            "name", "description", "url", "licenses/license/name", "licenses/license/url", "developers/developer/name",
            "scm/connection", "scm/developerConnection", "scm/url");

    private static final Pattern COMPONENT = Pattern.compile("\"purl\" *: *\"pkg:maven/([^@\"]+)@");
    private static final Pattern ORIGIN = Pattern.compile("META-INF/maven/([^/]+/[^/]+)/pom.properties");
    private static final Pattern TESTS = Pattern.compile("junit|assertj|awaitility|archunit|s3proxy|imgproxy4j-testing");

    private final List<String> problems = new ArrayList<>();
    private final Path root;
    private final boolean signed;

    private ReleaseCheck(Path root, boolean signed) {
        this.root = root;
        this.signed = signed;
    }

    public static void main(String[] arguments) throws Exception {
        ReleaseCheck check = new ReleaseCheck(Path.of(arguments[0]).toAbsolutePath().normalize(), arguments.length > 1);
        int published = check.check();
        check.problems.forEach(problem -> System.out.println("release: " + problem));
        System.out.println(published + " artifacts to publish, " + check.problems.size() + " problems");
        System.exit(check.problems.isEmpty() ? 0 : 1);
    }

    private int check() throws Exception {
        Pom top = Pom.read(root.resolve("pom.xml"));
        List<Pom> published = new ArrayList<>(List.of(top));
        for (String module : top.all("modules/module")) {
            Pom pom = Pom.read(root.resolve(module).resolve("pom.xml"));
            if (!"true".equals(pom.effective("properties/maven.deploy.skip"))) {
                published.add(pom);
            }
        }
        Set<String> jars = new TreeSet<>();
        for (Pom pom : published) {
            describes(pom);
            if (pom.effective("packaging") == null) {
                jars.add(pom.artifact());
                jars(pom);
            }
            dependsOnPublished(pom, published);
        }
        bom(top, jars);
        billOfMaterials(root.resolve("cli/target"));
        return published.size();
    }

    private void describes(Pom pom) {
        for (String wanted : WANTED) {
            // These two are never inherited in earnest: each artifact has its own.
            boolean own = wanted.equals("name") || wanted.equals("description");
            String value = own ? pom.own(wanted) : pom.effective(wanted);
            require(value != null && !value.isBlank(), pom.artifact() + " has no " + wanted);
        }
        require(pom.parents() < 3, pom.artifact() + " has parents outside the house");
        if (pom.effective("packaging") != null) {
            require(pom.effective("packaging").equals("pom"), pom.artifact() + " is neither a jar nor a POM: is it to be published?");
            signature(pom.folder().resolve("target").resolve(pom.file("") + ".pom"));
        }
    }

    private void jars(Pom pom) throws IOException {
        Path target = pom.folder().resolve("target");
        Map<String, Set<String>> contents = new LinkedHashMap<>();
        for (String kind : List.of("", "-sources", "-javadoc")) {
            Path jar = target.resolve(pom.file(kind) + ".jar");
            if (Files.isRegularFile(jar)) {
                contents.put(kind, entries(jar));
                signature(jar);
            } else {
                require(false, root.relativize(jar) + " is missing");
                contents.put(kind, Set.of());
            }
        }
        Set<String> sources = contents.get("-sources");
        for (String name : contents.get("")) {
            if (name.endsWith(".class") && !name.contains("$") && !name.startsWith("META-INF/")) {
                String source = name.replaceAll("class$", "java");
                require(sources.contains(source), pom.artifact() + " has no source of " + name);
            }
        }
        boolean java = contents.get("").stream().anyMatch(name -> name.endsWith(".class"));
        String page = java ? "index.html" : "README.md";
        require(contents.get("-javadoc").contains(page), "the javadoc jar of " + pom.artifact() + " has no " + page);
        require(manifest(target.resolve(pom.file("") + ".jar")).contains("Automatic-Module-Name: io.github.imgproxy4j"),
                pom.artifact() + " has no module name");
    }

    private Set<String> entries(Path jar) throws IOException {
        Set<String> names = new TreeSet<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream().map(ZipEntry::getName).forEach(names::add);
            ZipEntry licence = zip.getEntry(LICENCE);
            require(licence != null, root.relativize(jar) + " has no " + LICENCE);
            if (licence != null) {
                byte[] text = zip.getInputStream(licence).readAllBytes();
                require(new String(text).equals(Files.readString(root.resolve("LICENSE"))),
                        root.relativize(jar) + " has another " + LICENCE);
            }
        }
        return names;
    }

    private static String manifest(Path jar) throws IOException {
        if (!Files.isRegularFile(jar)) {
            return "";
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return new String(zip.getInputStream(zip.getEntry("META-INF/MANIFEST.MF")).readAllBytes());
        }
    }

    private void signature(Path artifact) {
        Path signature = artifact.resolveSibling(artifact.getFileName() + ".asc");
        require(!signed || Files.isRegularFile(signature), root.relativize(signature) + " is missing");
    }

    /** Whoever depends on a module that nobody can download is no use to anybody. */
    private void dependsOnPublished(Pom pom, List<Pom> published) {
        Set<String> names = new TreeSet<>();
        published.forEach(each -> names.add(each.artifact()));
        for (Element dependency : pom.elements("dependencies/dependency")) {
            String artifact = Pom.text(dependency, "artifactId");
            boolean test = "test".equals(Pom.text(dependency, "scope")) || artifact.equals("imgproxy4j-testing");
            require(test || !artifact.startsWith("imgproxy4j-") || names.contains(artifact),
                    pom.artifact() + " depends on " + artifact + ", which is not published");
        }
    }

    private void bom(Pom top, Set<String> jars) throws Exception {
        Pom bom = Pom.read(root.resolve("bom/pom.xml"));
        Set<String> managed = new TreeSet<>(bom.all("dependencyManagement/dependencies/dependency/artifactId"));
        require(managed.equals(jars), "the BOM manages " + managed + ", published are " + jars);
        require(bom.parents() == 0, "the BOM has a parent, whose versions it would give to whoever imports it");
        require(top.parent() != null && top.parent().artifact().equals(bom.artifact()), "the BOM is not the parent's parent");
    }

    /** Of the one jar: everything that is in it, as far as it says where it is from, and nothing of the tests. */
    private void billOfMaterials(Path target) throws IOException {
        Path bill = target.resolve("imgproxy4j.cdx.json");
        require(Files.isRegularFile(bill), root.relativize(bill) + " is missing");
        if (!Files.isRegularFile(bill)) {
            return;
        }
        Set<String> listed = new TreeSet<>();
        Matcher component = COMPONENT.matcher(Files.readString(bill));
        while (component.find()) {
            listed.add(component.group(1));
        }
        try (ZipFile jar = new ZipFile(target.resolve("imgproxy4j.jar").toFile())) {
            jar.stream().map(entry -> ORIGIN.matcher(entry.getName())).filter(Matcher::matches).forEach(origin ->
                    require(listed.contains(origin.group(1)), origin.group(1) + " is in the jar, but not in " + bill.getFileName()));
        }
        for (String artifact : listed) {
            require(!TESTS.matcher(artifact).find(), artifact + " is of the tests, but in " + bill.getFileName());
        }
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            problems.add(otherwise);
        }
    }

    /** A POM with those that it inherits from, as far as they are in the house. */
    private record Pom(Path folder, Element project, Pom parent) {
        static Pom read(Path file) throws Exception {
            Element project =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()).getDocumentElement();
            Path folder = file.toAbsolutePath().getParent();
            Element parent = child(project, "parent");
            if (parent == null) {
                return new Pom(folder, project, null);
            }
            String path = text(parent, "relativePath");
            Path above = folder.resolve(path == null ? "../pom.xml" : path).normalize();
            return new Pom(folder, project, Files.exists(above) ? read(above) : null);
        }

        String artifact() {
            return own("artifactId");
        }

        String file(String kind) {
            return artifact() + "-" + effective("version") + kind;
        }

        int parents() {
            return parent == null ? 0 : 1 + parent.parents();
        }

        String own(String path) {
            List<String> found = all(path);
            return found.isEmpty() ? null : found.get(0);
        }

        /** Packaging is not inherited; null is a jar. */
        String effective(String path) {
            String own = own(path);
            return own != null || parent == null || path.equals("packaging") ? own : parent.effective(path);
        }

        List<String> all(String path) {
            return elements(path).stream().map(element -> element.getTextContent().strip()).toList();
        }

        List<Element> elements(String path) {
            List<Element> found = List.of(project);
            for (String name : path.split("/")) {
                List<Element> next = new ArrayList<>();
                found.forEach(element -> next.addAll(children(element, name)));
                found = next;
            }
            return found;
        }

        static String text(Element element, String name) {
            Element child = child(element, name);
            return child == null ? null : child.getTextContent().strip();
        }

        private static Element child(Element element, String name) {
            List<Element> found = children(element, name);
            return found.isEmpty() ? null : found.get(0);
        }

        private static List<Element> children(Element element, String name) {
            List<Element> found = new ArrayList<>();
            for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element child && child.getTagName().equals(name)) {
                    found.add(child);
                }
            }
            return found;
        }
    }
}
