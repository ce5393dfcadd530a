package io.zoetrope.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Processor seconds of this process and of its children by kind of thread, with the virtual
 * machines' own (compilers, collector) and those of native libraries: from Linux' {@code /proc},
 * empty elsewhere. A kind is a thread's name up to 15 characters, without numbers; those of
 * children and of the OpenSearch node are told apart. Of a thread that ended nothing is known.
 */
public final class ThreadTimes {
    private static final Path PROCESSES = Path.of("/proc");
    private static final String CHILD = "child: ";
    private static final String NODE = "node: ";

    /** In the names of a virtual machine's compilers, which Linux cuts off there. */
    private static final String COMPILER = "CompilerThre";

    /** Clock ticks that {@code /proc} counts in a second, on all common machines. */
    private static final double TICKS = 100;

    /** Behind the name: state is the first, time in user mode the twelfth. */
    private static final int USER = 11;

    private static final double LEAST_SHOWN_S = 0.05;

    private final Map<String, Double> begin = now();

    /** A line for each kind that took time since this object was made, most first. */
    public String since() {
        Map<String, Double> spent = now();
        begin.forEach((kind, seconds) -> spent.merge(kind, -seconds, Double::sum));
        StringBuilder lines = new StringBuilder();
        spent.entrySet().stream()
                .filter(kind -> kind.getValue() >= LEAST_SHOWN_S)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(
                        kind ->
                                lines.append(
                                        String.format(
                                                Locale.ROOT,
                                                "  %-24s %.2f s%n",
                                                kind.getKey(),
                                                kind.getValue())));
        return lines.toString();
    }

    /**
     * What the compilers of a virtual machine have taken since it began.
     *
     * @param process its number, or {@code self}
     */
    static double compilerSeconds(String process) {
        Map<String, Double> times = new TreeMap<>();
        add(times, process, "");
        return times.entrySet().stream()
                .filter(kind -> kind.getKey().contains(COMPILER))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** The same of all processes that this one started and that are there. */
    static double compilerSecondsOfChildren() {
        return ProcessHandle.current()
                .descendants()
                .mapToDouble(child -> compilerSeconds(Long.toString(child.pid())))
                .sum();
    }

    private static Map<String, Double> now() {
        Map<String, Double> times = new TreeMap<>();
        add(times, "self", "");
        ProcessHandle.current()
                .descendants()
                .forEach(
                        child ->
                                add(
                                        times,
                                        Long.toString(child.pid()),
                                        ProcessorTime.isNode(child) ? NODE : CHILD));
        return times;
    }

    private static void add(Map<String, Double> times, String process, String prefix) {
        Path threads = PROCESSES.resolve(process).resolve("task");
        if (!Files.isDirectory(threads)) {
            return;
        }
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(threads)) {
            for (Path task : tasks) {
                add(times, task.resolve("stat"), prefix);
            }
        } catch (NoSuchFileException ended) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Map<String, Double> times, Path stat, String prefix) {
        String line;
        try {
            line = Files.readString(stat, StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            // "No such file", or "no such process" if it ends between opening and reading.
            return;
        }
        int nameEnd = line.lastIndexOf(')');
        String kind = line.substring(line.indexOf('(') + 1, nameEnd).replaceAll("[0-9#]+", "");
        String[] fields = line.substring(nameEnd + 2).split(" ");
        long ticks = Long.parseLong(fields[USER]) + Long.parseLong(fields[USER + 1]);
        times.merge(prefix + kind, ticks / TICKS, Double::sum);
    }
}
