package io.zoetrope.models.cli;

import io.zoetrope.models.pull.PullProgress;
import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar that moves where a person watches, and a line for every tenth part where the output goes to
 * a file or a log. For one thread.
 */
final class ConsoleProgress implements PullProgress, AutoCloseable {
    private static final int PARTS = 10;
    private static final long MEGABYTE = 1_000_000;

    private final PrintWriter out;
    private final boolean interactive;
    private ProgressBar bar;
    private String file = "";
    private long total;
    private long saidParts;

    private ConsoleProgress(PrintWriter out, boolean interactive) {
        this.out = out;
        this.interactive = interactive;
    }

    /** With a bar where this process has a console. */
    static ConsoleProgress on(PrintWriter out) {
        return new ConsoleProgress(out, System.console() != null);
    }

    /** Lines only. */
    static ConsoleProgress lines(PrintWriter out) {
        return new ConsoleProgress(out, false);
    }

    @Override
    public void begin(String name, long bytes) {
        file = name;
        total = bytes;
        saidParts = 0;
        if (interactive) {
            bar =
                    new ProgressBarBuilder()
                            .setTaskName(name)
                            .setInitialMax(bytes > 0 ? bytes : -1)
                            .setUnit(" MB", MEGABYTE)
                            .setStyle(ProgressBarStyle.ASCII)
                            .showSpeed()
                            .build();
        } else {
            line(name + (bytes > 0 ? ": " + Sizes.of(bytes) : ""));
        }
    }

    @Override
    public void at(long done) {
        if (bar != null) {
            bar.stepTo(done);
            return;
        }
        long parts = total > 0 ? done * PARTS / total : done / (PARTS * MEGABYTE);
        if (parts > saidParts) {
            saidParts = parts;
            line(file + ": " + Sizes.of(done) + (total > 0 ? " of " + Sizes.of(total) : ""));
        }
    }

    @Override
    public void end() {
        closeBar();
        if (!interactive) {
            line(file + ": checksum is right");
        }
    }

    @Override
    public void note(String text) {
        line(text);
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }

    private void closeBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public void close() {
        closeBar();
    }
}
