package io.zoetrope.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Processor seconds of a run, which mind other load on the machine less than a clock does. On Linux
 * only.
 *
 * @param job this process: the job, the broker and the benchmark, compilers included
 * @param decoders its children, those that ended included, but not the index
 * @param index the OpenSearch node
 * @param compilers what the compilers of each of these virtual machines took of it, by process:
 *     nothing, once they have run for long; of those that ended nothing is known
 */
record ProcessorSeconds(double job, double decoders, double index, Map<Long, Double> compilers) {
    private static final double TICKS_PER_SECOND = 100;

    /** Place behind the name of the first of two numbers: ticks of children that ended. */
    private static final int ENDED_CHILDREN = 13;

    /** Since the process began. */
    static ProcessorSeconds now() throws IOException {
        double index = 0;
        double decoders = endedChildren();
        Map<Long, Double> compilers = new HashMap<>();
        compilers.put(ProcessHandle.current().pid(), ThreadTimes.compilerSeconds("self"));
        for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
            compilers.put(child.pid(), ThreadTimes.compilerSeconds(Long.toString(child.pid())));
            double seconds = child.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
            if (commandOf(child).contains("opensearch")) {
                index += seconds;
            } else {
                decoders += seconds;
            }
        }
        return new ProcessorSeconds(ownSeconds(), decoders, index, compilers);
    }

    private static double ownSeconds() {
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    private static double endedChildren() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks =
                Long.parseLong(fields[ENDED_CHILDREN]) + Long.parseLong(fields[ENDED_CHILDREN + 1]);
        return ticks / TICKS_PER_SECOND;
    }

    private static String commandOf(ProcessHandle child) throws IOException {
        Path file = Path.of("/proc", Long.toString(child.pid()), "cmdline");
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException ended) {
            return "";
        }
    }

    ProcessorSeconds since(ProcessorSeconds earlier) {
        Map<Long, Double> compiled = new HashMap<>();
        compilers.forEach(
                (process, seconds) ->
                        compiled.put(
                                process, seconds - earlier.compilers.getOrDefault(process, 0.0)));
        return new ProcessorSeconds(
                job - earlier.job, decoders - earlier.decoders, index - earlier.index, compiled);
    }

    double sum() {
        return job + decoders + index;
    }

    double withoutCompilers() {
        return sum() - compilerSeconds();
    }

    private double compilerSeconds() {
        return compilers.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.1f processor seconds (job %.1f, decoders %.1f, index %.1f; compilers %.1f of it)",
                sum(),
                job,
                decoders,
                index,
                compilerSeconds());
    }
}
