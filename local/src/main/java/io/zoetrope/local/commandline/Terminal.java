package io.zoetrope.local.commandline;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.LogManager;

/** What the person sees: lines of this run and nothing else. Thread-safe. */
public final class Terminal {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;

    public Terminal(PrintStream out, PrintStream err, boolean interactive) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
    }

    public static Terminal ofProcess() {
        return new Terminal(System.out, System.err, System.console() != null);
    }

    /** Whether somebody looks at it now, so that a line may be drawn over. */
    public boolean interactive() {
        return interactive;
    }

    public PrintStream stream() {
        return out;
    }

    public void line(String text) {
        out.println(text);
        out.flush();
    }

    public void problem(String text) {
        err.println("zoetrope: " + text);
        err.flush();
    }

    /** Sends everything else that this process prints or logs to files in a folder. */
    public void keepClean(Path logs) throws java.io.IOException {
        System.setProperty("zoetrope.local.logs", logs.toString());
        System.setProperty("log4j2.configurationFile", "io/zoetrope/local/log4j2.properties");
        LogManager.getLogManager().reset();
        PrintStream rest =
                new PrintStream(logs.resolve("output.log").toString(), StandardCharsets.UTF_8);
        System.setOut(rest);
        System.setErr(rest);
    }
}
