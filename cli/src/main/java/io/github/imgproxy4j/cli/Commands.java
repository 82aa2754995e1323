package io.github.imgproxy4j.cli;

import io.github.imgproxy4j.cli.settings.SettingsOptions;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Creates the subcommands and passes the environment to those that read settings. */
final class Commands implements IFactory {
    private final IFactory others = CommandLine.defaultFactory();
    private final Map<String, String> environment;

    Commands(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        return type == SettingsOptions.class ? type.cast(new SettingsOptions(environment)) : others.create(type);
    }
}
