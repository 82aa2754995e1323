package io.github.imgproxy4j.filter;

import io.github.imgproxy4j.filter.event.Statistics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers a proxy in JMX, with a unique name among all filters of the JVM. */
final class ManagedProxy implements CachingProxyMXBean {
    private static final Logger log = LoggerFactory.getLogger(ManagedProxy.class);

    private static final String DOMAIN = "io.github.imgproxy4j";
    private static final int MOST_NAMES = 1000;

    private final CachingProxy proxy;

    private ManagedProxy(CachingProxy proxy) {
        this.proxy = proxy;
    }

    /**
     * Registers a proxy.
     *
     * @param name its path, {@code /shop/img}; a number is added if the name is taken, for example on another host
     * @return the name to unregister, or null if JMX refuses the registration: the proxy works without it
     */
    static @Nullable ObjectName register(CachingProxy proxy, String name) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            StandardMBean bean = new StandardMBean(new ManagedProxy(proxy), CachingProxyMXBean.class, true);
            for (int number = 1; number <= MOST_NAMES; number++) {
                String unique = number == 1 ? name : name + " " + number;
                ObjectName candidate = new ObjectName(DOMAIN + ":type=CachingProxy,name=" + ObjectName.quote(unique));
                if (isRegistered(server, bean, candidate)) {
                    return candidate;
                }
            }
        } catch (JMException | SecurityException refused) {
            log.warn("{} is not registered with JMX: {}", name, refused.toString());
        }
        return null;
    }

    private static boolean isRegistered(MBeanServer server, StandardMBean bean, ObjectName name) throws JMException {
        try {
            server.registerMBean(bean, name);
            return true;
        } catch (InstanceAlreadyExistsException taken) {
            return false;
        }
    }

    static void unregister(@Nullable ObjectName name) {
        try {
            if (name != null) {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            }
        } catch (JMException | SecurityException alreadyGone) {
            log.debug("{} was already unregistered from JMX", name, alreadyGone);
        }
    }

    private Statistics.Snapshot counts() {
        return proxy.statistics();
    }

    @Override
    public long getRequests() {
        return counts().requests();
    }

    @Override
    public Map<String, Long> getHitsByTier() {
        return counts().hitsByTier();
    }

    @Override
    public long getMisses() {
        return counts().misses();
    }

    @Override
    public long getCollapsed() {
        return counts().collapsed();
    }

    @Override
    public long getNegativeHits() {
        return counts().negativeHits();
    }

    @Override
    public long getRefused() {
        return counts().refused();
    }

    @Override
    public long getErrors() {
        return counts().errors();
    }

    @Override
    public long getFetches() {
        return counts().fetches();
    }

    @Override
    public long getFetchMillis() {
        return counts().fetchTime().toMillis();
    }

    @Override
    public long getStored() {
        return counts().stored();
    }

    @Override
    public long getStoreFailures() {
        return counts().storeFailures();
    }

    @Override
    public Map<String, Long> getEvictedByTier() {
        return counts().evictedByTier();
    }

    @Override
    public long getBytesServed() {
        return counts().bytesServed();
    }

    @Override
    public long getBytesStored() {
        return counts().bytesStored();
    }

    @Override
    public long getBytesSaved() {
        return counts().bytesSaved();
    }

    @Override
    public long getMemoryCount() {
        return proxy.memoryCount();
    }

    @Override
    public long getMemoryBytes() {
        return proxy.memoryBytes();
    }

    @Override
    public long getMemoryDirectBytes() {
        return proxy.memoryDirectBytes();
    }

    @Override
    public int getWaitingFetches() {
        return proxy.waitingFetches();
    }

    @Override
    public String getUpstream() {
        return proxy.upstreamDescription();
    }

    @Override
    public String getStore() {
        return proxy.storeDescription();
    }

    @Override
    public boolean purge(String key) throws IOException {
        return proxy.purge(key);
    }

    @Override
    public long purgeSource(String source) throws IOException {
        return proxy.purgeSource(source);
    }

    @Override
    public void purgeAll() throws IOException {
        proxy.purgeAll();
    }
}
