package io.zoetrope.media.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Takes from a started process what it needs no longer, and says what holds for it. */
final class Confinement {
    private static final long PAGE_BYTES = 4096;
    private static final long PATIENCE_SECONDS = 10;
    private static final List<String> SAID =
            List.of("Max address space", "Max cpu time", "Max open files", "Max file size");

    private Confinement() {}

    /**
     * From now on the process opens no file and no socket: it has those that it has. Where the
     * platform's {@code prlimit} is missing, nothing is changed.
     */
    static void close(long pid) throws InterruptedException {
        Path prlimit = find("prlimit");
        if (prlimit == null) {
            return;
        }
        ProcessBuilder builder =
                new ProcessBuilder(
                        prlimit.toString(), "--pid", "" + pid, "--nofile=0:0", "--fsize=0:0");
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // What is in force is read back and said.
        }
    }

    /** Whether {@link #close} has what it needs. */
    static boolean closes() {
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

    /** The limits that the system holds the process to, in words. */
    static String inForce(long pid) {
        Path proc = Path.of("/proc", Long.toString(pid));
        List<String> words = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(proc.resolve("limits"))) {
                for (String name : SAID) {
                    if (line.startsWith(name)) {
                        String[] values = line.substring(name.length()).strip().split("\\s+");
                        words.add(name.substring("Max ".length()) + " " + values[1]);
                    }
                }
            }
            words.add("oom_score_adj " + Files.readString(proc.resolve("oom_score_adj")).strip());
        } catch (IOException e) {
            return "limits unknown";
        }
        return String.join(", ", words);
    }

    /** Resident memory in bytes, or 0 if the platform does not say. */
    static long residentBytes(long pid) {
        try {
            String[] pages = Files.readString(Path.of("/proc", pid + "", "statm")).split(" ");
            return Long.parseLong(pages[1]) * PAGE_BYTES;
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }
}
