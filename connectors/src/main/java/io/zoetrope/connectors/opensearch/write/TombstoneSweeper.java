package io.zoetrope.connectors.opensearch.write;

import io.zoetrope.connectors.opensearch.TombstoneOptions;
import io.zoetrope.domain.status.VideoStatus;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Takes away what came into the index behind a removal's back: a request of a lost task that was on
 * its way while the removal was done. So each removed video is swept a second time, some minutes
 * later, and all that have a tombstone once after each start. Forgets tombstones that are old. For
 * one thread.
 */
final class TombstoneSweeper {
    private final IndexMaintenance maintenance;
    private final TombstoneOptions options;
    private final LongSupplier clockMs;
    private TombstonePage last = TombstonePage.START;

    TombstoneSweeper(IndexMaintenance maintenance, TombstoneOptions options, LongSupplier clockMs) {
        this.maintenance = maintenance;
        this.options = options;
        this.clockMs = clockMs;
    }

    void sweep() throws IOException, InterruptedException {
        long nowMs = clockMs.getAsLong();
        for (; ; ) {
            TombstonePage page = maintenance.tombstones(last, nowMs - options.graceMs());
            List<VideoStatus> removed = page.removed();
            if (removed.isEmpty()) {
                break;
            }
            maintenance.refresh();
            maintenance.sweep(removed);
            last = page;
        }
        maintenance.forgetTombstones(nowMs - options.keepMs());
    }
}
