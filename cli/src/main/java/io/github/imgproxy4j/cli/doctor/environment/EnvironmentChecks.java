package io.github.imgproxy4j.cli.doctor.environment;

import io.github.imgproxy4j.cli.doctor.Check;
import io.github.imgproxy4j.cli.doctor.CheckId;
import io.github.imgproxy4j.cli.doctor.Findings;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the variables in files and in the environment of this process. */
public final class EnvironmentChecks implements Check {
    private static final Set<CheckId> IDS = EnumSet.range(CheckId.ENV_FILE, CheckId.ENV_COOKIES);

    /** Told for any environment; the others only for imgproxy's own. */
    private static final Set<CheckId> OF_ANY = EnumSet.of(CheckId.ENV_FILE, CheckId.ENV_OURS, CheckId.ENV_UNKNOWN);

    private final List<Path> envFiles;
    private final List<Path> manifests;
    private final Map<String, String> environment;
    private final OurSide ours;
    private final VariableCatalog catalog = new VariableCatalog();

    /**
     * The checks of some files and the environment.
     *
     * @param envFiles files of {@code NAME=VALUE} lines that imgproxy is started with
     * @param manifests Compose files, or manifests of Kubernetes
     * @param environment of this process
     */
    public EnvironmentChecks(List<Path> envFiles, List<Path> manifests, Map<String, String> environment, OurSide ours) {
        this.envFiles = List.copyOf(envFiles);
        this.manifests = List.copyOf(manifests);
        this.environment = Map.copyOf(environment);
        this.ours = ours;
    }

    @Override
    public Set<CheckId> ids() {
        return IDS;
    }

    @Override
    public void run(Findings findings) {
        List<Service> services = new ArrayList<>();
        services.add(new Service("environment", new TreeMap<>(environment), Set.of(), "", List.of(), false));
        envFiles.forEach(file -> readEnvFile(file, services, findings));
        manifests.forEach(file -> readManifest(file, services, findings));
        NameRules names = new NameRules(catalog, new OurNames(), findings);
        List<Service> imgproxies =
                services.stream().filter(service -> service.isImgproxy(catalog)).toList();
        services.forEach(service -> names.judge(service, imgproxies.contains(service)));
        imgproxies.forEach(service -> {
            new SecretRules(ours, findings).judge(service);
            new DeliveryRules(ours, findings).judge(service);
        });
        conclude(imgproxies, findings);
    }

    private void readEnvFile(Path file, List<Service> services, Findings findings) {
        try {
            services.add(EnvFile.service(file));
        } catch (IOException unreadable) {
            cannotRead(file, unreadable, findings);
        }
    }

    private void readManifest(Path file, List<Service> services, Findings findings) {
        try {
            Manifest manifest = Manifest.read(file, environment);
            services.addAll(manifest.services());
            if (!manifest.unresolved().isEmpty()) {
                findings.unknown(
                        CheckId.ENV_FILE,
                        file + ": no value here for " + String.join(", ", manifest.unresolved())
                                + "; without it, the variable is empty");
            }
        } catch (IOException unreadable) {
            cannotRead(file, unreadable, findings);
        }
    }

    private static void cannotRead(Path file, IOException failure, Findings findings) {
        String reason = failure instanceof NoSuchFileException
                ? "does not exist"
                : failure instanceof MalformedInputException
                        ? "is not UTF-8 text"
                        : "cannot be read: " + failure.getMessage();
        findings.fault(CheckId.ENV_FILE, file + " " + reason, "cat -n " + file);
    }

    private void conclude(List<Service> imgproxies, Findings findings) {
        if (!findings.has(CheckId.ENV_FILE)) {
            if (envFiles.isEmpty() && manifests.isEmpty()) {
                findings.skipped(CheckId.ENV_FILE, "no file; give --env-file or --compose");
            } else {
                findings.ok(
                        CheckId.ENV_FILE,
                        "read: "
                                + Stream.concat(envFiles.stream(), manifests.stream())
                                        .map(Path::toString)
                                        .collect(Collectors.joining(", ")));
            }
        }
        findings.okUnlessFound(CheckId.ENV_OURS, "every IMGPROXY4J_ name is a setting");
        if (imgproxies.isEmpty()) {
            findings.okUnlessFound(CheckId.ENV_UNKNOWN, "every IMGPROXY_ name is known");
            IDS.stream()
                    .filter(id -> !OF_ANY.contains(id) && !findings.has(id))
                    .forEach(id -> findings.skipped(
                            id, "no variables of imgproxy found; give its --env-file or --compose file"));
            return;
        }
        if (!findings.has(CheckId.ENV_SAME_KEY)) {
            findings.skipped(
                    CheckId.ENV_SAME_KEY,
                    ours.key().isEmpty() || ours.salt().isEmpty()
                            ? "IMGPROXY_KEY and IMGPROXY_SALT are not set on our side"
                            : "the values are not in the file");
        }
        String places =
                String.join(", ", imgproxies.stream().map(Service::place).toList());
        for (CheckId id : IDS) {
            findings.okUnlessFound(id, okText(id) + " in " + places);
        }
    }

    private String okText(CheckId id) {
        return switch (id) {
            case ENV_UNKNOWN -> "every name is one of the " + catalog.size() + " that imgproxy has or had";
            case ENV_REMOVED -> "no removed variable";
            case ENV_UNREAD -> "no variable that is documented but not read";
            case ENV_VALUE -> "every value is in its range";
            case ENV_KEY -> "keys and salts are valid";
            case ENV_UNSIGNED -> "key and salt are set";
            case ENV_METRICS -> "metrics are on a separate port, or off";
            case ENV_FALLBACK -> "no fallback image that is cached for long";
            case ENV_FORMATS -> "the same automatic formats as in our settings";
            case ENV_ERRORS -> "no development setting";
            default -> "nothing wrong";
        };
    }
}
