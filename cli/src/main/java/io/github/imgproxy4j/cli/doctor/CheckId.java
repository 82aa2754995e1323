package io.github.imgproxy4j.cli.doctor;

/** The questions of the doctor, in the order in which they are printed; {@code docs/doctor.md} lists them. */
public enum CheckId {
    IMGPROXY_ANSWER("imgproxy.answer", "imgproxy answers its health check", "Start it, or correct the URL."),
    IMGPROXY_SECRET(
            "imgproxy.secret",
            "imgproxy takes our `IMGPROXY_SECRET`, or asks for none",
            "The same `IMGPROXY_SECRET` on both sides."),
    IMGPROXY_KEY(
            "imgproxy.key",
            "imgproxy accepts what we sign. If not, the usual mistakes are tried: key and salt exchanged, read as text,"
                    + " cut off, another signature size",
            "The same `IMGPROXY_KEY`, `IMGPROXY_SALT` and `IMGPROXY_SIGNATURE_SIZE` on both sides."),
    IMGPROXY_UNSIGNED(
            "imgproxy.unsigned",
            "imgproxy refuses URLs that nobody signed",
            "Set `IMGPROXY_KEY` and `IMGPROXY_SALT`; take words such as `unsafe` out of `IMGPROXY_TRUSTED_SIGNATURES`."),
    IMGPROXY_VERSION(
            "imgproxy.version",
            "imgproxy is 3.31, or 4.0.6 or later, told by its headers: it has no version to ask for",
            "Update the image. Versions 4.0.0 to 4.0.5 let everybody keep errors for a year."),
    IMGPROXY_METRICS(
            "imgproxy.metrics",
            "metrics and profiles are not on the port of the images",
            "Give `IMGPROXY_PROMETHEUS_BIND` a port that is not published."),
    IMGPROXY_FALLBACK(
            "imgproxy.fallback",
            "a fallback image is not kept longer than an hour",
            "`IMGPROXY_FALLBACK_IMAGE_TTL=60`, or `IMGPROXY_FALLBACK_IMAGE_HTTP_CODE=404`."),
    IMGPROXY_ERRORS(
            "imgproxy.errors",
            "errors say no more than visitors should know",
            "Take `IMGPROXY_DEVELOPMENT_ERRORS_MODE` away."),
    IMGPROXY_CLOCK(
            "imgproxy.clock",
            "its clock and ours are less than a minute apart; URLs with `exp` depend on it",
            "Let both machines use NTP."),
    ENV_FILE("env.file", "the files can be read, and every `${NAME}` in them has a value", "Correct the file."),
    ENV_UNSIGNED("env.unsigned", "imgproxy is given key and salt", "Set `IMGPROXY_KEY` and `IMGPROXY_SALT`."),
    ENV_KEY(
            "env.key",
            "key and salt are hexadecimal, as many of one as of the other, long enough and not those of an example",
            "`openssl rand -hex 64` makes one."),
    ENV_SAME_KEY(
            "env.same-key",
            "key and salt in imgproxy's file are those of our environment",
            "Copy the one that is named from one side to the other."),
    ENV_UNKNOWN(
            "env.unknown",
            "every `IMGPROXY_*` name is one that imgproxy has",
            "Use the name that is proposed, or take the line away: nobody reads it."),
    ENV_REMOVED("env.removed", "no name is one that imgproxy once had", "Use the name that took its place."),
    ENV_UNREAD(
            "env.unread",
            "no name is one that imgproxy documents but does not read",
            "Use the name that imgproxy does read, or both."),
    ENV_OURS("env.ours", "every `IMGPROXY4J_*` name is one of our settings", "Use the name that is proposed."),
    ENV_VALUE(
            "env.value",
            "every value is of the right kind and in its range",
            "Correct the value; imgproxy does not start, or takes its default."),
    ENV_METRICS(
            "env.metrics",
            "who asks for metrics has set `IMGPROXY_PROMETHEUS_BIND`, to a port of its own that is not published",
            "`IMGPROXY_PROMETHEUS_BIND=:8081`, and no `ports` entry for it."),
    ENV_FALLBACK(
            "env.fallback",
            "a fallback image has a lifetime of its own, or is no 200",
            "`IMGPROXY_FALLBACK_IMAGE_TTL=60`; else it is kept as long as a picture, a year."),
    ENV_FORMATS(
            "env.formats",
            "imgproxy's automatic formats are those of our `imgproxy.negotiated-formats`",
            "The formats of `IMGPROXY_AUTO_*` and `IMGPROXY_ENFORCE_*` in `IMGPROXY4J_NEGOTIATED_FORMATS`, or neither."),
    ENV_ERRORS(
            "env.errors",
            "switches for development are off",
            "Take `IMGPROXY_DEVELOPMENT_ERRORS_MODE` and `IMGPROXY_IGNORE_SSL_VERIFICATION` away."),
    ENV_COOKIES(
            "env.cookies",
            "cookies of visitors are not sent to all hosts of sources",
            "Take `IMGPROXY_COOKIE_PASSTHROUGH_ALL` away."),
    URL_OPTIONS(
            "url.options",
            "every option of the URL is known, and its arguments are in order and in range",
            "The segment that is proposed; `resize` takes its type first: `resize:fill:300:200`."),
    URL_SIGNATURE("url.signature", "the URL has a signature, and by our key it is right", "Sign it again."),
    URL_EXPIRY("url.expiry", "the URL has not expired", "Make a new one."),
    URL_ANSWER("url.answer", "the URL delivers a picture", "What the status says; `explain` says more."),
    URL_HEAD(
            "url.head",
            "`HEAD` and `GET` agree; imgproxy itself answers every `HEAD` with an empty 200",
            "Put imgproxy4j in front, or let the front refuse `HEAD`: `limit_except GET { deny all; }`"),
    URL_FORMATS(
            "url.formats",
            "where the picture depends on `Accept`, the answer says `Vary: Accept`, and our settings know",
            "Name the format in the URL, or set `IMGPROXY4J_NEGOTIATED_FORMATS`."),
    BUCKET_ANSWER("bucket.answer", "the bucket is there", "Correct `S3_ENDPOINT` and `S3_BUCKET`."),
    BUCKET_CREDENTIALS(
            "bucket.credentials",
            "the credentials are known and may use the bucket",
            "Correct `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or the permissions that go with them."),
    BUCKET_REGION("bucket.region", "the region is that of the bucket", "`IMGPROXY4J_S3_REGION` as it is proposed."),
    BUCKET_CLOCK(
            "bucket.clock",
            "its clock and ours are less than five minutes apart; at fifteen it refuses all we sign",
            "Let this machine use NTP."),
    BUCKET_WRITE("bucket.write", "an object can be stored, and is removed again", "Allow `s3:PutObject`."),
    BUCKET_CONDITIONAL(
            "bucket.conditional",
            "`If-None-Match: *` keeps an object that is there from being replaced",
            "Nothing has to be done; uploads are then made twice at times. A newer server has it."),
    BUCKET_TYPE(
            "bucket.type",
            "an object keeps its content type and its `Cache-Control`",
            "Another server, or its settings."),
    BUCKET_MISSING(
            "bucket.missing",
            "a missing object is 404 for everybody; 403 looks like a refusal, to people and to caches",
            "Allow `s3:ListBucket` to the reader of the bucket; with a CDN, that is the CDN."),
    BUCKET_PUBLIC("bucket.public", "browsers may read an object", "The bucket policy that is printed."),
    BUCKET_LIST("bucket.list", "not everybody may list the bucket", "Take `s3:ListBucket` from `Principal: *`."),
    BUCKET_CORS(
            "bucket.cors",
            "pages of other origins may read an object, where a page is given that needs it",
            "The CORS rule that is printed."),
    BUCKET_LIFECYCLE("bucket.lifecycle", "no rule removes objects within a day", "The lifecycle rule that is printed."),
    CDN_ANSWER(
            "cdn.answer", "the cached URL delivers what is in the bucket", "Let the CDN lead to the bucket's folder."),
    CDN_MISSING(
            "cdn.missing",
            "a 404 is not kept: the picture is stored a moment later",
            "Set the lifetime of 403 and 404 to 0 at the CDN."),
    CDN_QUERY(
            "cdn.query",
            "a query makes no second copy: `?x=1` would pass by the cache",
            "Leave the query out of the cache key."),
    CDN_VARY("cdn.vary", "`Vary` arrives as it was sent", "Let the CDN pass `Vary`, or name the format in the URL."),
    CDN_BYTES(
            "cdn.bytes",
            "pictures arrive byte for byte",
            "Switch image optimisation off at the CDN (Polish, Mirage, …), or add `no-transform`."),
    PAGE_ANSWER("page.answer", "the page can be read", "Correct the URL."),
    PAGE_ALT("page.alt", "every picture has an `alt`, be it empty", "Add `alt`."),
    PAGE_SIZE(
            "page.size",
            "every picture has width and height, so that the page does not jump",
            "Add `width` and `height`."),
    PAGE_LAZY(
            "page.lazy",
            "the first large picture is not `loading=\"lazy\"`, which would delay what people wait for",
            "`loading=\"eager\" fetchpriority=\"high\"` on it."),
    PAGE_PRELOAD(
            "page.preload",
            "what is preloaded is what is used, so that nothing is fetched twice",
            "The same `imagesrcset` and `imagesizes` as the picture has, and the same `crossorigin`."),
    PAGE_CSP_SCRIPT(
            "page.csp-script",
            "the Content-Security-Policy lets the fallback handler run",
            "The hash that is printed, with `'unsafe-hashes'`."),
    PAGE_CSP_IMAGES("page.csp-images", "the Content-Security-Policy lets every picture load", "The host in `img-src`."),
    PAGE_CANDIDATES(
            "page.candidates",
            "every candidate of a `srcset` can be chosen by some browser",
            "One candidate for each width; `sizes` where there are widths."),
    PAGE_WEIGHT(
            "page.weight",
            "no variant is heavier than the picture that it was made of",
            "A lower quality, another format, or a smaller size.");

    private final String id;
    private final String question;
    private final String remedy;

    CheckId(String id, String question, String remedy) {
        this.id = id;
        this.question = question;
        this.remedy = remedy;
    }

    /** The name by which people and scripts know it. */
    public String id() {
        return id;
    }

    /** What is so when all is well, a line of Markdown. */
    public String question() {
        return question;
    }

    /** What helps in general, a line of Markdown. */
    public String remedy() {
        return remedy;
    }
}
