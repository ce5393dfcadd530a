package io.zoetrope.media.process;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.VideoReaders;
import java.io.IOException;

/**
 * The decoder's processes of one subtask. One is started ahead and stays; each further video that
 * is open at the same time has one of its own, which ends with it. Videos are opened by one thread.
 */
public final class DecoderSet implements VideoReaders {
    private final DecoderStock stock;

    public DecoderSet(DecoderSettings settings, ReaderLimits limits) {
        stock = new DecoderStock(settings, limits, 1, 0);
        stock.startAhead();
    }

    @Override
    public VideoReader open(MediaSource source, String name) throws RejectedInput, IOException {
        return stock.open(source, name, () -> {});
    }

    @Override
    public void close() {
        stock.close();
    }
}
