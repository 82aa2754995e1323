package io.github.imgproxy4j.cli.output;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the jar. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"imgproxy4j " + Objects.requireNonNullElse(version, "(development)")};
    }
}
