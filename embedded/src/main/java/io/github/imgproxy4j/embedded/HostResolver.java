package io.github.imgproxy4j.embedded;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks up the addresses of a host. Thread-safe. */
@FunctionalInterface
interface HostResolver {
    /**
     * All addresses, in the order to try them.
     *
     * @param host a name, or an address as URLs write it
     * @throws UnknownHostException if there are none
     */
    InetAddress[] resolve(String host) throws UnknownHostException;
}
