package io.github.imgproxy4j.filter.internal.body;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** What this JVM lets direct memory be used for. */
public final class DirectMemory {
    /** {@code off}: bodies stay on the heap; {@code poison}: memory that is given back is overwritten. Only for tests. */
    public static final String PROPERTY = "imgproxy4j.direct-memory";

    /** The bytes of all direct memory of this JVM: {@code -XX:MaxDirectMemorySize}, or by default those of the heap. */
    static final long LIMIT = limit();

    private DirectMemory() {}

    /** Whether bodies may be kept there. */
    public static boolean isOn() {
        return !System.getProperty(PROPERTY, "").equals("off");
    }

    static boolean poisons() {
        return System.getProperty(PROPERTY, "").equals("poison");
    }

    /** By name, because the module of these beans need not be there. */
    private static long limit() {
        try {
            Object option = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                            "getVMOption",
                            new Object[] {"MaxDirectMemorySize"},
                            new String[] {String.class.getName()});
            long set = option instanceof CompositeData known ? Long.parseLong(String.valueOf(known.get("value"))) : 0;
            return set > 0 ? set : Runtime.getRuntime().maxMemory();
        } catch (JMException | RuntimeException otherJvm) {
            return Runtime.getRuntime().maxMemory();
        }
    }
}
