package io.github.imgproxy4j.demo;

import java.net.URI;
import java.util.List;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of a real S3 server that browsers may read, with the credentials for it in the AWS default chain. */
final class PublicBucket implements AutoCloseable {
    private static final String NAME = "shots";
    private static final String ACCESS_KEY = "access-key-of-the-tests";
    private static final String SECRET_KEY = "secret-key-of-the-tests";

    private final S3Proxy server;
    private final S3Client client;

    PublicBucket() throws Exception {
        server = S3Proxy.builder()
                .blobStore(BlobStores.create("transient-nio2", new Properties()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .build();
        server.start();
        System.setProperty("aws.accessKeyId", ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", SECRET_KEY);
        client = S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .forcePathStyle(true)
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
        client.createBucket(create -> create.bucket(NAME).acl(BucketCannedACL.PUBLIC_READ));
    }

    String name() {
        return NAME;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** Where a browser finds the objects whose names begin so. */
    String url(String folder) {
        return endpoint() + "/" + NAME + "/" + folder;
    }

    List<String> names(String folder) {
        return client.listObjectsV2Paginator(list -> list.bucket(NAME).prefix(folder)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** Copies the bytes of all objects from one folder to another, without any of their headers. */
    void copyBytes(String from, String to) {
        for (String name : names(from)) {
            byte[] bytes = client.getObjectAsBytes(get -> get.bucket(NAME).key(name))
                    .asByteArray();
            client.putObject(
                    put -> put.bucket(NAME)
                            .key(to + name.substring(from.length()))
                            .acl(ObjectCannedACL.PUBLIC_READ),
                    RequestBody.fromBytes(bytes));
        }
    }

    @Override
    public void close() {
        client.close();
        try {
            server.stop();
        } catch (Exception stillRunning) {
            throw new IllegalStateException(stillRunning);
        }
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }
}
