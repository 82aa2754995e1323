package io.github.imgproxy4j.store.s3.internal;

/** The policy that makes the objects of one folder publicly readable. */
public final class ReadPolicy {
    private static final String SID = "imgproxy4jRead";

    private final String resource;

    public ReadPolicy(BucketLocation location) {
        this.resource =
                "arn:" + partition(location.region()) + ":s3:::" + location.bucket() + "/" + location.folder() + "*";
    }

    /** Names of buckets and folders need no escaping in JSON. */
    public String statement() {
        return "{\"Sid\":\"" + SID + "\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
                + "\"Resource\":\"" + resource + "\"}";
    }

    public String text() {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement() + "]}";
    }

    /** Whether a policy has the statement already; servers print it in their own order. */
    public boolean isIn(String policy) {
        return policy.contains("\"" + SID + "\"") && policy.contains("\"" + resource + "\"");
    }

    private static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}
