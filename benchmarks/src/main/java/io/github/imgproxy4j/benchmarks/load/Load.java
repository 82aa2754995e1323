package io.github.imgproxy4j.benchmarks.load;

/**
 * What one run of wrk found.
 *
 * @param requests how many were answered
 * @param seconds how long it took
 * @param medianMillis the median of the times to the last byte
 * @param p99Millis their 99th percentile
 * @param refused how many had a status of 400 or more
 * @param broken connections that failed, and requests that timed out
 * @param cpuMicros processor time of the server per request
 */
record Load(
        long requests,
        double seconds,
        double medianMillis,
        double p99Millis,
        long refused,
        long broken,
        double cpuMicros) {
    double perSecond() {
        return requests / seconds;
    }
}
