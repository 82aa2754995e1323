package io.github.imgproxy4j.cli.doctor;

/** The checks of the doctor, in the order in which they are printed; {@code docs/doctor.md} lists them. */
public enum CheckId {
    IMGPROXY_ANSWER("imgproxy.answer", "imgproxy responds to its health check", "Start it, or correct the URL."),
    IMGPROXY_SECRET(
            "imgproxy.secret",
            "imgproxy accepts our `IMGPROXY_SECRET`, or requires none",
            "Set the same `IMGPROXY_SECRET` on both sides."),
    IMGPROXY_KEY(
            "imgproxy.key",
            "imgproxy accepts our signatures. If not, the usual mistakes are tried: key and salt exchanged, read as text,"
                    + " truncated, another signature size",
            "Set the same `IMGPROXY_KEY`, `IMGPROXY_SALT` and `IMGPROXY_SIGNATURE_SIZE` on both sides."),
    IMGPROXY_UNSIGNED(
            "imgproxy.unsigned",
            "imgproxy refuses unsigned URLs",
            "Set `IMGPROXY_KEY` and `IMGPROXY_SALT`; remove words such as `unsafe` from `IMGPROXY_TRUSTED_SIGNATURES`."),
    IMGPROXY_VERSION(
            "imgproxy.version",
            "imgproxy is 3.31, or 4.0.6 or later, judged by its headers: it does not send its version",
            "Update the container image. Versions 4.0.0 to 4.0.5 let caches store errors for a year."),
    IMGPROXY_METRICS(
            "imgproxy.metrics",
            "metrics and profiles are not served on the port of the images",
            "Give `IMGPROXY_PROMETHEUS_BIND` a port that is not published."),
    IMGPROXY_FALLBACK(
            "imgproxy.fallback",
            "a fallback image is not cached longer than an hour",
            "`IMGPROXY_FALLBACK_IMAGE_TTL=60`, or `IMGPROXY_FALLBACK_IMAGE_HTTP_CODE=404`."),
    IMGPROXY_ERRORS(
            "imgproxy.errors",
            "errors do not show details of the server",
            "Remove `IMGPROXY_DEVELOPMENT_ERRORS_MODE`."),
    IMGPROXY_CLOCK(
            "imgproxy.clock",
            "its clock and ours differ by less than a minute; URLs with `exp` depend on it",
            "Use NTP on both machines."),
    ENV_FILE("env.file", "the files can be read, and every `${NAME}` in them has a value", "Correct the file."),
    ENV_UNSIGNED("env.unsigned", "imgproxy has a key and a salt", "Set `IMGPROXY_KEY` and `IMGPROXY_SALT`."),
    ENV_KEY(
            "env.key",
            "keys and salts are hexadecimal, equal in number, long enough and not copied from an example",
            "Generate each with `openssl rand -hex 64`."),
    ENV_SAME_KEY(
            "env.same-key",
            "key and salt in imgproxy's file are those of our environment",
            "Copy the named one from one side to the other."),
    ENV_UNKNOWN(
            "env.unknown",
            "every `IMGPROXY_*` name is a variable of imgproxy",
            "Use the suggested name, or remove the line, which has no effect."),
    ENV_REMOVED("env.removed", "no variable was removed from imgproxy", "Use the variable that replaced it."),
    ENV_UNREAD(
            "env.unread",
            "no variable is documented but not read by imgproxy",
            "Use the variable that imgproxy reads, or both."),
    ENV_OURS("env.ours", "every `IMGPROXY4J_*` name is one of our settings", "Use the suggested name."),
    ENV_VALUE(
            "env.value",
            "every value has the right type and is in its range",
            "Correct the value; imgproxy does not start, or uses its default."),
    ENV_METRICS(
            "env.metrics",
            "if metrics are used, `IMGPROXY_PROMETHEUS_BIND` is set to a port of its own that is not published",
            "`IMGPROXY_PROMETHEUS_BIND=:8081`, and no `ports` entry for it."),
    ENV_FALLBACK(
            "env.fallback",
            "a fallback image has its own lifetime, or a status other than 200",
            "`IMGPROXY_FALLBACK_IMAGE_TTL=60`; otherwise it is cached as long as any image, a year."),
    ENV_FORMATS(
            "env.formats",
            "imgproxy's automatic formats are those of our `imgproxy.negotiated-formats`",
            "List the formats of `IMGPROXY_AUTO_*` and `IMGPROXY_ENFORCE_*` in `IMGPROXY4J_NEGOTIATED_FORMATS`, or set neither."),
    ENV_ERRORS(
            "env.errors",
            "development settings are off",
            "Remove `IMGPROXY_DEVELOPMENT_ERRORS_MODE` and `IMGPROXY_IGNORE_SSL_VERIFICATION`."),
    ENV_COOKIES(
            "env.cookies",
            "visitors' cookies are not sent to all hosts of sources",
            "Remove `IMGPROXY_COOKIE_PASSTHROUGH_ALL`."),
    URL_OPTIONS(
            "url.options",
            "every option of the URL is known, and its arguments are in order and in range",
            "Use the suggested segment; the first argument of `resize` is its type: `resize:fill:300:200`."),
    URL_SIGNATURE("url.signature", "the URL has a signature that is valid for our key", "Sign it again."),
    URL_EXPIRY("url.expiry", "the URL has not expired", "Create a new URL."),
    URL_ANSWER("url.answer", "the response is an image", "See the status; `explain` shows details."),
    URL_HEAD(
            "url.head",
            "`HEAD` and `GET` agree; imgproxy itself responds to every `HEAD` with an empty 200",
            "Put imgproxy4j in front, or refuse `HEAD` in the reverse proxy: `limit_except GET { deny all; }`"),
    URL_FORMATS(
            "url.formats",
            "where the image depends on `Accept`, the response has `Vary: Accept`, and our settings name the formats",
            "Name the format in the URL, or set `IMGPROXY4J_NEGOTIATED_FORMATS`."),
    BUCKET_ANSWER("bucket.answer", "the bucket exists", "Correct `S3_ENDPOINT` and `S3_BUCKET`."),
    BUCKET_CREDENTIALS(
            "bucket.credentials",
            "the credentials are valid and may use the bucket",
            "Correct `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or their permissions."),
    BUCKET_REGION("bucket.region", "the region is that of the bucket", "Set `IMGPROXY4J_S3_REGION` as suggested."),
    BUCKET_CLOCK(
            "bucket.clock",
            "its clock and ours differ by less than five minutes; from fifteen on, it refuses our signatures",
            "Use NTP on this machine."),
    BUCKET_WRITE("bucket.write", "an object can be stored and deleted", "Allow `s3:PutObject`."),
    BUCKET_CONDITIONAL(
            "bucket.conditional",
            "`If-None-Match: *` prevents an existing object from being replaced",
            "Nothing has to be done; some objects are uploaded twice. A newer version of the server may support it."),
    BUCKET_TYPE(
            "bucket.type",
            "an object keeps its content type and its `Cache-Control`",
            "Use another server, or change its settings."),
    BUCKET_MISSING(
            "bucket.missing",
            "a missing object is 404 for the app, and for browsers and CDN where they read the bucket; 403 can also mean"
                    + " that access is denied",
            "Allow `s3:ListBucket` to the app, or set `IMGPROXY4J_S3_FORBIDDEN_IS_MISS=true`; allow it to the CDN,"
                    + " but not to `Principal: *`. Browsers use the proxy URL after 403 as well."),
    BUCKET_PUBLIC("bucket.public", "browsers may read an object", "Apply the printed bucket policy."),
    BUCKET_LIST("bucket.list", "the public cannot list the bucket", "Remove `s3:ListBucket` from `Principal: *`."),
    BUCKET_CORS(
            "bucket.cors",
            "pages of other origins may read an object, if a given page needs it",
            "Apply the printed CORS rule."),
    BUCKET_LIFECYCLE("bucket.lifecycle", "no rule deletes objects within a day", "Apply the printed lifecycle rule."),
    CDN_ANSWER(
            "cdn.answer",
            "the cached URL returns the object in the bucket",
            "Set the bucket's folder as the origin of the CDN."),
    CDN_MISSING(
            "cdn.missing",
            "a 404 is not cached, because the image is stored a moment later",
            "Set the lifetime of 403 and 404 to 0 at the CDN."),
    CDN_QUERY(
            "cdn.query",
            "a query string makes no second copy, as `?x=1` would bypass the cache",
            "Leave the query string out of the cache key."),
    CDN_VARY("cdn.vary", "`Vary` is passed on", "Configure the CDN to pass `Vary` on, or name the format in the URL."),
    CDN_BYTES(
            "cdn.bytes",
            "images are passed on byte for byte",
            "Switch off image optimisation at the CDN (Polish, Mirage, …), or add `no-transform`."),
    PAGE_ANSWER("page.answer", "the page can be read", "Correct the URL."),
    PAGE_ALT("page.alt", "every image has an `alt` attribute, which may be empty", "Add `alt`."),
    PAGE_SIZE(
            "page.size",
            "every image has width and height, so that the layout does not shift",
            "Add `width` and `height`."),
    PAGE_LAZY(
            "page.lazy",
            "the first large image is not `loading=\"lazy\"`, which would delay it",
            "Set `loading=\"eager\" fetchpriority=\"high\"` on it."),
    PAGE_PRELOAD(
            "page.preload",
            "preloaded images are used, so that nothing is fetched twice",
            "Use the image's `srcset` and `sizes` as `imagesrcset` and `imagesizes`, and the same `crossorigin`."),
    PAGE_CSP_SCRIPT(
            "page.csp-script",
            "the Content-Security-Policy allows the fallback handler",
            "Add the printed hash, with `'unsafe-hashes'`."),
    PAGE_CSP_IMAGES("page.csp-images", "the Content-Security-Policy allows every image", "Add the host to `img-src`."),
    PAGE_CANDIDATES(
            "page.candidates",
            "every candidate of a `srcset` can be chosen by a browser",
            "Use one candidate for each width, and `sizes` with widths."),
    PAGE_WEIGHT(
            "page.weight",
            "no variant has more bytes than its source",
            "Use a lower quality, another format, or a smaller size.");

    private final String id;
    private final String question;
    private final String remedy;

    CheckId(String id, String question, String remedy) {
        this.id = id;
        this.question = question;
        this.remedy = remedy;
    }

    /** The stable name, for users and scripts. */
    public String id() {
        return id;
    }

    /** What is true if the check passes, a line of Markdown. */
    public String question() {
        return question;
    }

    /** The usual solution, a line of Markdown. */
    public String remedy() {
        return remedy;
    }
}
