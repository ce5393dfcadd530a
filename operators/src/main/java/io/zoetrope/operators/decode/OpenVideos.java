package io.zoetrope.operators.decode;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.store.MediaSourceOpener;
import io.zoetrope.media.VideoReaders;
import io.zoetrope.operators.OpenVideo;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Videos that one subtask has open: the one it read last, and a few whose next segment goes on
 * inside a group of pictures, where their decoder stands. For one thread. The caller closes it.
 */
final class OpenVideos implements AutoCloseable {
    /** As many as the dispatcher lets stand in the middle of a group in one slot. */
    static final int KEPT = 2;

    private final MediaSourceOpener sources;
    private final VideoReaders readers;

    /** By uri and version, the one used last at the end. */
    private final Map<String, Entry> open = new LinkedHashMap<>();

    private static final class Entry {
        private final OpenVideo video;
        private boolean goesOn;

        private Entry(OpenVideo video) {
            this.video = video;
        }
    }

    OpenVideos(MediaSourceOpener sources, VideoReaders readers) {
        this.sources = sources;
        this.readers = readers;
    }

    /**
     * @param goesOn whether the segment goes on where the one before it ended
     */
    OpenVideo use(VideoRef video, boolean goesOn) throws RejectedInput, IOException {
        String key = key(video);
        Entry entry = open.remove(key);
        if (entry != null && !entry.video.version().equals(video.version())) {
            entry.video.close();
            entry = null;
        }
        closeOthers();
        if (entry == null) {
            entry = new Entry(OpenVideo.open(sources, readers, video.uri()));
        }
        entry.goesOn |= goesOn;
        open.put(key, entry);
        return entry.video;
    }

    /** Closes those that nothing goes on in, and the ones of the longest standing beyond a few. */
    private void closeOthers() throws IOException {
        int surplus = (int) open.values().stream().filter(one -> one.goesOn).count() - KEPT;
        Iterator<Entry> entries = open.values().iterator();
        while (entries.hasNext()) {
            Entry entry = entries.next();
            if (!entry.goesOn || surplus-- > 0) {
                entries.remove();
                entry.video.close();
            }
        }
    }

    void close(VideoRef video) throws IOException {
        Entry entry = open.remove(key(video));
        if (entry != null) {
            entry.video.close();
        }
    }

    private static String key(VideoRef video) {
        return video.tenant() + '\n' + video.uri();
    }

    @Override
    public void close() throws IOException {
        try {
            Iterator<Entry> entries = open.values().iterator();
            while (entries.hasNext()) {
                Entry entry = entries.next();
                entries.remove();
                entry.video.close();
            }
        } finally {
            readers.close();
        }
    }
}
