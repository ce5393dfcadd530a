package io.zoetrope.models.cli;

import io.zoetrope.models.pull.PullProgress;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar that moves if a person watches, and a line for every tenth part if the output goes to a
 * file or a log. For one thread.
 */
public final class ConsoleProgress implements PullProgress, AutoCloseable {
    private static final int PARTS = 10;
    private static final long MEGABYTE = 1_000_000;

    private final Consumer<String> lines;
    private final PrintStream bars;
    private ProgressBar bar;
    private String file = "";
    private long total;
    private long saidParts;

    /**
     * @param bars null if nobody watches
     */
    private ConsoleProgress(Consumer<String> lines, PrintStream bars) {
        this.lines = lines;
        this.bars = bars;
    }

    /** Lines, and a bar on the error stream if this process has a console. */
    static ConsoleProgress on(PrintWriter out) {
        PrintStream bars = System.console() != null ? System.err : null;
        return new ConsoleProgress(flushing(out), bars);
    }

    /**
     * Lines, and a bar among them if a person watches.
     *
     * @param out not closed here
     */
    public static ConsoleProgress on(PrintStream out, boolean watched) {
        return new ConsoleProgress(
                line -> {
                    out.println(line);
                    out.flush();
                },
                watched ? out : null);
    }

    private static Consumer<String> flushing(PrintWriter out) {
        return line -> {
            out.println(line);
            out.flush();
        };
    }

    @Override
    public void begin(String name, long bytes) {
        file = name;
        total = bytes;
        saidParts = 0;
        if (bars != null) {
            bar =
                    new ProgressBarBuilder()
                            .setTaskName(name)
                            .setInitialMax(bytes > 0 ? bytes : -1)
                            .setUnit(" MB", MEGABYTE)
                            .setStyle(ProgressBarStyle.ASCII)
                            .setConsumer(new ConsoleProgressBarConsumer(bars))
                            .showSpeed()
                            .build();
        } else {
            lines.accept(name + (bytes > 0 ? ": " + Sizes.of(bytes) : ""));
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
            lines.accept(
                    file + ": " + Sizes.of(done) + (total > 0 ? " of " + Sizes.of(total) : ""));
        }
    }

    @Override
    public void end() {
        boolean drawn = bar != null;
        close();
        if (!drawn) {
            lines.accept(file + ": checksum is right");
        }
    }

    @Override
    public void note(String text) {
        lines.accept(text);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
