package io.zoetrope.media.process.protocol;

import java.util.regex.Pattern;

/** How a decoder's process says why it ended by itself. */
public final class ExitCode {
    /** As the VM's own for {@code -XX:+ExitOnOutOfMemoryError}. */
    public static final int OUT_OF_MEMORY = 3;

    /** A defect, or a parent that does not keep to the protocol: standard error says more. */
    public static final int FAILED = 70;

    /** Exit codes above this are signals. */
    private static final int SIGNAL = 128;

    private static final Pattern TELLING = Pattern.compile("SIG[A-Z]+ |Exception|Error:|Violation");

    private ExitCode() {}

    /** Says what happened and ends this process at once: no hook may hold it up. */
    public static void fail(Throwable cause) {
        cause.printStackTrace();
        Runtime.getRuntime().halt(cause instanceof OutOfMemoryError ? OUT_OF_MEMORY : FAILED);
    }

    /** What an exit code says, and the line of standard error that says most. */
    public static String words(int code, String errors) {
        String end = code > SIGNAL ? "signal " + (code - SIGNAL) : "exit code " + code;
        return errors.lines()
                .filter(line -> TELLING.matcher(line).find())
                .findFirst()
                .map(line -> end + " (" + line.replaceAll("^[#\\s]+", "").strip() + ")")
                .orElse(end);
    }

    /** Whether the VM says that it could not get memory. */
    public static boolean lacksMemory(String errors) {
        return errors.contains("java.lang.OutOfMemoryError")
                || errors.contains("insufficient memory");
    }
}
