package io.zoetrope.local;

import io.zoetrope.local.commandline.Terminal;
import java.util.Collection;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows how far the videos are: a bar on a terminal, a line per quarter elsewhere. */
final class Progress implements AutoCloseable {
    private static final int STEPS = 1000;
    private static final int QUARTER = STEPS / 4;

    private final Terminal terminal;
    private final int videos;
    private final VideoCount count;
    private final ProgressBar bar;
    private int quarters;

    Progress(Terminal terminal, int videos) {
        this.terminal = terminal;
        this.videos = videos;
        this.count = new VideoCount(videos);
        this.bar = terminal.interactive() ? bar(terminal, count) : null;
    }

    void show(Collection<VideoState> states) {
        long done = states.stream().filter(VideoState::isFinal).count();
        double steps = states.stream().mapToDouble(Progress::share).sum() * STEPS / videos;
        if (bar != null) {
            count.done(done);
            bar.stepTo((long) steps);
        } else if ((int) (steps + 0.5) / QUARTER > quarters) {
            quarters = (int) (steps + 0.5) / QUARTER;
            terminal.line(
                    String.format(
                            Locale.ROOT,
                            "indexing %3d %%  %d of %d videos",
                            25 * quarters,
                            done,
                            videos));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    private static double share(VideoState state) {
        if (state.isFinal()) {
            return 1;
        }
        int total = state.segmentsTotal();
        return total == 0 ? 0 : 0.99 * state.segmentsDone() / total;
    }

    private static ProgressBar bar(Terminal terminal, VideoCount count) {
        return new ProgressBarBuilder()
                .setTaskName("indexing")
                .setInitialMax(STEPS)
                .setRenderer(count)
                .setUpdateIntervalMillis(200)
                .setConsumer(
                        new me.tongfei.progressbar.ConsoleProgressBarConsumer(terminal.stream()))
                .build();
    }
}
