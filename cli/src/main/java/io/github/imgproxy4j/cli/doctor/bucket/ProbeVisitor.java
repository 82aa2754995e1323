package io.github.imgproxy4j.cli.doctor.bucket;

import io.github.imgproxy4j.cli.doctor.CheckId;
import io.github.imgproxy4j.cli.doctor.Findings;
import io.github.imgproxy4j.cli.doctor.Response;
import java.util.Set;

/** Looks at the probe from another place, so that one object is enough for all. */
public interface ProbeVisitor {
    /** The ids of its checks. */
    Set<CheckId> ids();

    /**
     * The object has a name and is not there yet.
     *
     * @param name without the folder
     */
    void beforeStoring(String name) throws InterruptedException;

    /**
     * The object is there.
     *
     * @param name without the folder
     * @param fromBucket the object as the bucket gives it to a browser of another origin
     */
    void whileStored(String name, Response fromBucket, Findings findings) throws InterruptedException;

    /**
     * No object can be stored.
     *
     * @param reason why
     */
    void withoutObject(String reason, Findings findings) throws InterruptedException;
}
