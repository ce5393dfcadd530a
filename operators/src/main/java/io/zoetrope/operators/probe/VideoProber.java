package io.zoetrope.operators.probe;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.domain.store.MediaSourceOpener;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.VideoReaders;
import io.zoetrope.operators.VideoAccess;
import java.io.IOException;

/** Opens a video once and reads what planning needs. Thread-safe. The caller closes it. */
final class VideoProber implements AutoCloseable {
    private final MediaSourceOpener sources;
    private final VideoReaders readers;

    VideoProber(VideoAccess access) {
        this.sources = access.sources();
        this.readers = access.readers().probing();
    }

    /**
     * @param call by which the try can be broken off
     * @return the outcome; a rejection is one too
     * @throws io.zoetrope.media.DecoderLost if the process that looked into it was lost over it
     * @throws IOException if the store could not be reached now
     */
    ProbeOutcome probe(VideoArrival arrival, ProbeCall call) throws IOException {
        try (MediaSource source = sources.open(arrival.video().uri())) {
            call.opened(source);
            return look(arrival, source);
        } catch (RejectedInput e) {
            return ProbeOutcome.rejected(arrival, "", e.at(Stage.PROBE));
        }
    }

    private ProbeOutcome look(VideoArrival arrival, MediaSource source) throws IOException {
        String uri = arrival.video().uri();
        String name = uri.substring(uri.lastIndexOf('/') + 1);
        String version = source.version();
        try (VideoReader reader = readers.open(source, name)) {
            KeyFrameIndex keyFrames = reader.keyFrames();
            return ProbeOutcome.probed(arrival, version, reader.info(), keyFrames);
        } catch (RejectedInput e) {
            return ProbeOutcome.rejected(arrival, version, e.at(Stage.PROBE));
        }
    }

    @Override
    public void close() {
        readers.close();
    }
}
