package io.github.imgproxy4j.cli.doctor.environment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A process of the setup, with its variables. Prints no values.
 *
 * @param place where it is described, {@code compose.yml (imgproxy)}
 * @param values by name; blank ones count as not set
 * @param hidden names that have a value which is not in the file
 * @param image its image, or empty
 * @param ports as they are published, {@code 8080:8080}
 * @param scraped whether its metrics are scraped
 */
record Service(
        String place,
        Map<String, String> values,
        Set<String> hidden,
        String image,
        List<String> ports,
        boolean scraped) {
    /** Names that apps have as well, to sign for imgproxy. */
    private static final Set<String> OF_BOTH = Set.of(
            "IMGPROXY_KEY",
            "IMGPROXY_SALT",
            "IMGPROXY_SECRET",
            "IMGPROXY_SIGNATURE_SIZE",
            "IMGPROXY_TRUSTED_SIGNATURES");

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    boolean isSet(String name) {
        return value(name).isPresent() || hidden.contains(name);
    }

    boolean isTrue(String name) {
        return value(name).map(Variable::isTrue).orElse(false);
    }

    /** Whether this is imgproxy, and no app beside it. */
    boolean isImgproxy(VariableCatalog catalog) {
        if (!image.isEmpty()) {
            return image.matches("(.*/)?imgproxy(-pro)?([:@].*)?") || image.contains("/imgproxy/imgproxy");
        }
        return values.keySet().stream().anyMatch(name -> catalog.find(name).isPresent() && !OF_BOTH.contains(name));
    }

    /** The first number of the version in the image's tag, or 4. */
    int majorVersion() {
        return image.matches(".*:v?3(\\..*)?") ? 3 : 4;
    }

    @Override
    public String toString() {
        return place;
    }
}
