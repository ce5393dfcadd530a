package io.zoetrope.media.process;

import io.zoetrope.media.process.child.DecoderMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command that starts a decoder's process, and its environment. */
final class DecoderCommand {
    /** Address space that the VM reserves and the libraries are mapped into, mostly untouched. */
    private static final long RESERVED_BYTES = 768L << 20;

    private static final Path SHELL = Path.of("/bin/sh");

    /**
     * Signals to a whole group of processes are the parent's to act on. What a platform does not
     * know is left out: what is in force is read back and logged. Messages leave by a descriptor of
     * their own: the VM and native libraries may write to standard output. The limit on processor
     * time can be moved on, see {@link DecoderWear#goOn}.
     */
    private static final String LIMITS =
            """
            trap '' HUP INT QUIT TERM
            ulimit -c 0
            ulimit -v "$1"
            [ -z "$2" ] || ulimit -S -t "$2"
            echo 1000 > /proc/self/oom_score_adj
            shift 2
            exec "$@" 3>&1 1>&2
            """;

    private static final List<String> VM_OPTIONS =
            List.of(
                    "-Xms16m",
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-XX:ReservedCodeCacheSize=32m",
                    "-XX:MaxMetaspaceSize=64m",
                    "-XX:CompressedClassSpaceSize=16m",
                    "-XX:ActiveProcessorCount=1",
                    "-XX:-UseContainerSupport",
                    "-XX:+ExitOnOutOfMemoryError",
                    // Errors of the VM go to standard error, and nothing is left in folders.
                    "-XX:+ErrorFileToStderr",
                    "-XX:+DisplayVMOutputToStderr",
                    "-XX:-CreateCoredumpOnCrash",
                    "-XX:-UsePerfData",
                    "-XX:+DisableAttachMechanism",
                    "-Xrs",
                    "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                    "-Dorg.bytedeco.javacpp.maxbytes=0");

    /**
     * For one that is asked for no pictures, where little is done in Java: the compiler that makes
     * the fastest code takes longer than it saves.
     */
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    /** Nothing else of the parent's environment: it may hold keys. */
    private static final Set<String> KEPT =
            Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH");

    /** Properties that say where the native libraries are unpacked. */
    private static final List<String> PASSED =
            List.of("java.io.tmpdir", "user.home", "org.bytedeco.javacpp.cachedir");

    private DecoderCommand() {}

    /**
     * @param shared with it
     */
    static ProcessBuilder of(DecoderSettings settings, SharedFile shared) {
        List<String> command = new ArrayList<>();
        boolean limited = Files.isExecutable(SHELL);
        if (limited) {
            command.addAll(List.of(SHELL.toString(), "-c", LIMITS, "decoder"));
            command.add(Long.toString((settings.memoryBytes() + RESERVED_BYTES) >> 10));
            // One that could not be moved on would end who goes on for long.
            command.add(
                    Confinement.isPossible()
                            ? Long.toString(settings.processorTime().toSeconds())
                            : "");
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(VM_OPTIONS);
        if (!settings.pictures()) {
            command.add(QUICK_COMPILER);
        }
        if (limited) {
            command.add("-D" + DecoderMain.OUTPUT + "=/dev/fd/3");
        }
        if (shared.file() != null) {
            command.add("-D" + DecoderMain.PICTURES + "=" + shared.file());
        }
        for (String property : PASSED) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add("-D" + property + "=" + value);
            }
        }
        command.add("-cp");
        command.add(DecoderClassPath.of(settings.program().classPath()));
        command.add(settings.program().mainClass());
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(KEPT);
        // Each arena reserves address space of its own.
        environment.put("MALLOC_ARENA_MAX", "2");
        return builder;
    }
}
