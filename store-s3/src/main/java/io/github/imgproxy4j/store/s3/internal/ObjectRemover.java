package io.github.imgproxy4j.store.s3.internal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Removes variants, one by one or in batches. Thread-safe. */
public final class ObjectRemover {
    private final Bucket bucket;
    private final ObjectLister lister;

    public ObjectRemover(Bucket bucket) {
        this.bucket = bucket;
        this.lister = new ObjectLister(bucket);
    }

    /**
     * Removes one object. S3 does not report whether a deleted object existed, so this checks before; of two that remove
     * the same object at once both may be told that it was there.
     */
    public boolean remove(String name) throws IOException {
        try {
            bucket.call(client ->
                    client.headObject(head -> head.bucket(bucket.name()).key(name)));
            bucket.call(client ->
                    client.deleteObject(delete -> delete.bucket(bucket.name()).key(name)));
            return true;
        } catch (SdkException failure) {
            if (Bucket.isMissingObject(failure)) {
                return false;
            }
            throw bucket.failure(failure, "s3:GetObject, s3:ListBucket and s3:DeleteObject");
        }
    }

    /**
     * Removes all objects whose names begin so and pass a test, page by page.
     *
     * @return how many were removed
     */
    public long removeAll(String prefix, Predicate<String> test) throws IOException {
        AtomicLong removed = new AtomicLong();
        lister.pages(
                prefix,
                "s3:ListBucket and s3:DeleteObject",
                names -> removed.addAndGet(
                        removeBatch(names.stream().filter(test).toList())));
        return removed.get();
    }

    /** A page has at most 1000 objects, which is as many as one request may delete. */
    private int removeBatch(List<String> names) throws IOException {
        if (names.isEmpty()) {
            return 0;
        }
        DeleteObjectsRequest request = DeleteObjectsRequest.builder()
                .bucket(bucket.name())
                .delete(Delete.builder()
                        .quiet(true)
                        .objects(names.stream()
                                .map(name ->
                                        ObjectIdentifier.builder().key(name).build())
                                .toList())
                        .build())
                .build();
        DeleteObjectsResponse response = bucket.call(client -> client.deleteObjects(request));
        List<S3Error> errors = response.errors();
        if (!errors.isEmpty()) {
            throw new IOException(bucket.location() + ": " + errors.size()
                    + " objects could not be deleted, the first because of "
                    + errors.get(0).code()
                    + "; allow s3:DeleteObject to the AWS credentials");
        }
        return names.size();
    }
}
