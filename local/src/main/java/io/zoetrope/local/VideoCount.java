package io.zoetrope.local;

import java.util.Optional;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/** Draws a bar that moves with segments and counts videos. */
final class VideoCount extends DefaultProgressBarRenderer {
    private final int videos;
    private volatile long done;

    VideoCount(int videos) {
        super(ProgressBarStyle.ASCII, "", 1, false, null, null, false, s -> Optional.empty());
        this.videos = videos;
    }

    void done(long ended) {
        done = ended;
    }

    @Override
    protected String ratio(ProgressState progress) {
        return done + "/" + videos + " videos";
    }
}
