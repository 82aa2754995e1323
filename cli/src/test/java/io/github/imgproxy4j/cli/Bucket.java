package io.github.imgproxy4j.cli;

import java.net.URI;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A new bucket on a real S3 server, one for all tests of a JVM. */
final class Bucket {
    static final String ACCESS_KEY = "access-key-of-the-tests";
    static final String SECRET_KEY = "secret-key-of-the-tests";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name = "bucket-" + NUMBER.incrementAndGet();

    private Bucket() {}

    static Bucket create() {
        Bucket bucket = notThere();
        Server.CLIENT.createBucket(create -> create.bucket(bucket.name));
        return bucket;
    }

    /** The name of one that does not exist. */
    static Bucket notThere() {
        // The AWS default chain of this JVM looks there first.
        System.setProperty("aws.accessKeyId", ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", SECRET_KEY);
        return new Bucket();
    }

    String name() {
        return name;
    }

    static URI endpoint() {
        return Server.ENDPOINT;
    }

    /** With the settings that name it, and a folder. */
    Shell in(Shell shell) {
        return shell.with("S3_BUCKET", name)
                .with("S3_FOLDER", "img/")
                .with("S3_ENDPOINT", endpoint().toString());
    }

    void put(String object, byte[] bytes) {
        Server.CLIENT.putObject(put -> put.bucket(name).key(object), RequestBody.fromBytes(bytes));
    }

    List<String> objects() {
        return Server.CLIENT.listObjectsV2(list -> list.bucket(name)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** Starts when the first test asks for it. */
    private static final class Server {
        private static final URI ENDPOINT = start();
        private static final S3Client CLIENT = S3Client.builder()
                .endpointOverride(ENDPOINT)
                .region(Region.of("auto"))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .forcePathStyle(true)
                .build();

        private static URI start() {
            S3Proxy server = S3Proxy.builder()
                    .blobStore(BlobStores.create("transient-nio2", new Properties()))
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                    .build();
            try {
                server.start();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
            return URI.create("http://127.0.0.1:" + server.getPort());
        }
    }
}
