package io.github.imgproxy4j.store.s3;

import io.github.imgproxy4j.CoreSettings;
import io.github.imgproxy4j.settings.Settings;
import io.github.imgproxy4j.settings.SettingsException;
import io.github.imgproxy4j.settings.SettingsSource;
import io.github.imgproxy4j.store.s3.BucketSetup.Finding;
import io.github.imgproxy4j.store.s3.internal.Bucket;
import io.github.imgproxy4j.store.s3.internal.Probe;
import io.github.imgproxy4j.store.s3.internal.ServerAbilities;
import io.github.imgproxy4j.store.s3.settings.S3Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;

/**
 * Prepares, checks and empties the configured bucket, from the command line.
 *
 * <p>Settings come from system properties and the environment, as for the filter.
 */
public final class BucketCommand {
    private static final String USAGE = """
            usage: java -cp 'WEB-INF/lib/*' io.github.imgproxy4j.store.s3.BucketCommand COMMAND

              allow-reading                make the objects of the folder publicly readable, and nothing else
              allow-origins ORIGIN...      allow pages of other origins to read pixels (CORS)
              expire-after DAYS            let the server delete objects some days after they were written
              check                        print what a browser gets from IMGPROXY4J_CACHE_URL
              abilities                    print what the server supports
              purge KEY...                 remove variants; a KEY that ends with a slash means all keys below it
              purge-all --confirm BUCKET   remove all variants; BUCKET is the name of the bucket again

            S3_BUCKET, S3_FOLDER, S3_ENDPOINT and the other settings name the bucket; credentials come from the AWS default chain.
            """;

    private final Settings settings;
    private final PrintStream out;

    BucketCommand(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** Runs one command; exits with 0 on success, 1 if something must be changed, 2 for an invalid command. */
    @SuppressWarnings("SystemOut") // A command line prints to its caller.
    public static void main(String[] arguments) {
        try {
            Settings settings = Settings.read(
                    SettingsSource.systemProperties(System.getProperties()),
                    SettingsSource.environment(System.getenv()));
            System.exit(new BucketCommand(settings, System.out).run(List.of(arguments)));
        } catch (SettingsException wrong) {
            wrong.problems().forEach(System.err::println);
            System.exit(2);
        }
    }

    int run(List<String> arguments) {
        try {
            String command = arguments.isEmpty() ? "" : arguments.get(0);
            List<String> operands = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
            if (!settings.isSet(S3Settings.BUCKET)) {
                throw new IllegalArgumentException(
                        S3Settings.BUCKET.key() + " must name the bucket; set " + S3Settings.BUCKET.environmentName());
            }
            return run(command, operands);
        } catch (IOException failure) {
            out.println(failure.getMessage());
            return 1;
        } catch (IllegalArgumentException wrong) {
            out.println(wrong.getMessage());
            return 2;
        }
    }

    private int run(String command, List<String> operands) throws IOException {
        return switch (command) {
            case "allow-reading" -> setUp(BucketSetup::allowReading);
            case "allow-origins" -> setUp(setup -> setup.allowOrigins(some(operands)));
            case "expire-after" -> setUp(setup -> setup.expireAfter(days(operands)));
            case "check" -> check();
            case "abilities" -> abilities();
            case "purge" -> purge(some(operands));
            case "purge-all" -> purgeAll(operands);
            default -> throw new IllegalArgumentException(USAGE);
        };
    }

    private int setUp(Step step) throws IOException {
        try (BucketSetup setup = S3StoreProvider.built(S3StoreProvider.builder(settings), BucketSetup::of)) {
            step.run(setup);
            out.println("done");
            return 0;
        }
    }

    private int check() throws IOException {
        String cacheUrl = settings.find(CoreSettings.CACHE_URL);
        if (cacheUrl == null || !cacheUrl.matches("https?://.+")) {
            throw new IllegalArgumentException(CoreSettings.CACHE_URL.key()
                    + " must be the URL of the bucket or its CDN; set " + CoreSettings.CACHE_URL.environmentName());
        }
        try (BucketSetup setup = S3StoreProvider.built(S3StoreProvider.builder(settings), BucketSetup::of)) {
            List<Finding> findings = setup.check(URI.create(cacheUrl));
            findings.forEach(out::println);
            return findings.stream().allMatch(Finding::good) ? 0 : 1;
        }
    }

    private int abilities() throws IOException {
        S3StoreBuilder builder = S3StoreProvider.builder(settings);
        try (Bucket bucket = S3StoreProvider.built(builder, S3StoreBuilder::bucket)) {
            ServerAbilities abilities = new ServerAbilities(bucket.location());
            new Probe(bucket, builder.uploadOptions(), abilities).run();
            abilities.lines().forEach(out::println);
            return 0;
        }
    }

    private int purge(List<String> keys) throws IOException {
        try (S3ImageStore store = store()) {
            for (String key : keys) {
                out.println(key + ": " + (key.endsWith("/") ? store.deletePrefix(key) : store.delete(key) ? 1 : 0)
                        + " removed");
            }
            return 0;
        }
    }

    private int purgeAll(List<String> operands) throws IOException {
        String bucket = settings.get(S3Settings.BUCKET);
        if (!operands.equals(List.of("--confirm", bucket))) {
            throw new IllegalArgumentException("this removes all variants of " + bucket + "/"
                    + settings.get(S3Settings.FOLDER) + "; repeat the command with --confirm " + bucket);
        }
        try (S3ImageStore store = store()) {
            store.clear();
            out.println("done");
            return 0;
        }
    }

    private S3ImageStore store() {
        return S3StoreProvider.built(S3StoreProvider.builder(settings), S3StoreBuilder::build);
    }

    private static List<String> some(List<String> operands) {
        if (operands.isEmpty()) {
            throw new IllegalArgumentException(USAGE);
        }
        return operands;
    }

    private static int days(List<String> operands) {
        if (operands.size() != 1 || !operands.get(0).matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException(
                    "expire-after [" + String.join(" ", operands) + "] must be a number of days from 1 to 99999");
        }
        return Integer.parseInt(operands.get(0));
    }

    @FunctionalInterface
    private interface Step {
        void run(BucketSetup setup) throws IOException;
    }
}
