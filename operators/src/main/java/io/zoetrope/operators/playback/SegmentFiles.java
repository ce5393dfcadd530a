package io.zoetrope.operators.playback;

import io.zoetrope.domain.store.FileStore;
import io.zoetrope.domain.store.FileStore.NewFile;
import io.zoetrope.media.playback.SegmentOutput;
import io.zoetrope.operators.dispatch.Segment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes the files of one segment into the store while they are made. What was written when
 * something fails is written again with the next try. For one thread; closed in any case.
 */
final class SegmentFiles implements SegmentOutput, AutoCloseable {
    /** What the store threw, on its way through the reader. */
    static final class StoreFailed extends UncheckedIOException {
        private static final long serialVersionUID = 1L;

        StoreFailed(IOException cause) {
            super(cause);
        }
    }

    private final FileStore store;
    private final Segment segment;
    private final List<String> names;
    private NewFile file;
    private int track = -1;
    private boolean head;

    /**
     * @param names of the tracks, by number
     */
    SegmentFiles(FileStore store, Segment segment, List<String> names) {
        this.store = store;
        this.segment = segment;
        this.names = names;
    }

    @Override
    public void piece(int ofTrack, boolean isHead, byte[] bytes, int length) {
        try {
            if (file == null || ofTrack != track || isHead != head) {
                finish();
                track = ofTrack;
                head = isHead;
                file = store.create(path());
            }
            file.write(bytes, length);
        } catch (IOException e) {
            throw new StoreFailed(e);
        }
    }

    private String path() {
        String folder =
                PlaybackFiles.folder(segment.video().key(), segment.generation(), names.get(track));
        return folder
                + "/"
                + (head
                        ? PlaybackFiles.head(segment.index())
                        : PlaybackFiles.segment(
                                segment.index(), Renditions.container(segment.analysers())));
    }

    /** All of it is there. */
    void finish() throws IOException {
        if (file != null) {
            file.finish();
            file.close();
            file = null;
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
