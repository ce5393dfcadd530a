package io.zoetrope.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Processor seconds of this process and of those that it started: what others do on the machine
 * counts little there, while wall time takes all of it. Of a process that ends, what it used up to
 * the last look counts.
 */
public final class ProcessorTime {
    private final OperatingSystemMXBean own =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Map<Long, Double> children = new HashMap<>();
    private final Predicate<ProcessHandle> counted;

    /**
     * @param counted which of the processes that this one started, directly or not
     */
    public ProcessorTime(Predicate<ProcessHandle> counted) {
        this.counted = counted;
    }

    /** Whether a process runs the node of OpenSearch. */
    public static boolean isNode(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("NodeMain");
    }

    /** Since they started. */
    public double seconds() {
        ProcessHandle.current()
                .descendants()
                .filter(counted)
                .forEach(
                        child ->
                                children.merge(
                                        child.pid(),
                                        seconds(
                                                child.info()
                                                        .totalCpuDuration()
                                                        .orElse(Duration.ZERO)),
                                        Math::max));
        return own.getProcessCpuTime() / 1e9
                + children.values().stream().mapToDouble(one -> one).sum();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
