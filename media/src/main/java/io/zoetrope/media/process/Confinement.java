package io.zoetrope.media.process;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Takes from a started process what it needs no longer, and says what holds for it. */
final class Confinement {
    private static final long PATIENCE_SECONDS = 10;
    private static final Path PROCESSES = Path.of("/proc");
    private static final String NONE = "0";

    /** As {@code /proc/pid/limits} names them. */
    private enum Limit {
        ADDRESS_SPACE("Max address space"),
        CPU_TIME("Max cpu time"),
        FILE_SIZE("Max file size"),
        OPEN_FILES("Max open files");

        private final String line;

        Limit(String line) {
            this.line = line;
        }

        /** The soft and the hard one, as the system writes them; empty if it says nothing. */
        List<String> values(List<String> lines) {
            for (String each : lines) {
                if (each.startsWith(line)) {
                    return Arrays.asList(each.substring(line.length()).strip().split("\\s+"));
                }
            }
            return List.of();
        }

        String words(List<String> lines) {
            List<String> values = values(lines);
            // The soft one of processor time moves on with the process.
            int at = this == CPU_TIME ? 0 : 1;
            String value = at < values.size() ? values.get(at) : "unknown";
            return line.substring("Max ".length()) + " " + value;
        }
    }

    private Confinement() {}

    /**
     * From now on the process opens no file and no socket: it has those that it has.
     *
     * @return whether that is so, read back from the system
     */
    static boolean close(long pid) throws InterruptedIOException {
        change(pid, "--nofile=0:0", "--fsize=0:0");
        return isClosed(pid);
    }

    private static boolean isClosed(long pid) {
        try {
            List<String> limits = limits(pid);
            List<String> none = List.of(NONE, NONE);
            return Limit.OPEN_FILES.values(limits).subList(0, 2).equals(none)
                    && Limit.FILE_SIZE.values(limits).subList(0, 2).equals(none);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /**
     * @param seconds processor time in all, after which the process ends; below its hard limit
     * @return whether it was said
     */
    static boolean allow(long pid, long seconds) throws InterruptedIOException {
        return change(pid, "--cpu=" + seconds + ":");
    }

    /** By the platform's {@code prlimit}; where that is missing, nothing is changed. */
    private static boolean change(long pid, String... limits) throws InterruptedIOException {
        Path prlimit = find("prlimit");
        if (prlimit == null) {
            return false;
        }
        List<String> command = new ArrayList<>(List.of(prlimit.toString(), "--pid", "" + pid));
        command.addAll(List.of(limits));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a decoder's process is limited");
        } catch (IOException e) {
            // No room for one more process, for example.
            return false;
        }
    }

    /** Whether limits of a process can be changed here, as far as is known without trying. */
    static boolean isPossible() {
        return find("prlimit") != null;
    }

    private static Path find(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        for (String folder : path.split(File.pathSeparator)) {
            Path candidate = Path.of(folder, program);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private static List<String> limits(long pid) throws IOException {
        return Files.readAllLines(PROCESSES.resolve(pid + "/limits"));
    }

    /** The limits that the system holds the process to, in words. */
    static String inForce(long pid) {
        List<String> words = new ArrayList<>();
        try {
            List<String> lines = limits(pid);
            for (Limit limit : Limit.values()) {
                words.add(limit.words(lines));
            }
            Path killed = PROCESSES.resolve(pid + "/oom_score_adj");
            words.add("oom_score_adj " + Files.readString(killed).strip());
        } catch (IOException e) {
            return "limits unknown";
        }
        return String.join(", ", words);
    }

    /** Resident memory in bytes, or 0 if the platform does not say. */
    static long residentBytes(long pid) {
        try {
            return residentBytes(Files.readString(PROCESSES.resolve(pid + "/status")));
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    /**
     * @param status of a process, as {@code /proc} has it: in kB, whatever the size of a page
     */
    static long residentBytes(String status) {
        String name = "VmRSS:";
        int at = status.indexOf(name);
        if (at < 0) {
            // It is gone, and waits for its parent to see that.
            return 0;
        }
        int end = status.indexOf("kB", at);
        return Long.parseLong(status.substring(at + name.length(), end).strip()) << 10;
    }
}
