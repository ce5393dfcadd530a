package io.zoetrope.operators.playback;

import io.zoetrope.domain.store.FileStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What stands of videos in the object store: writes playlists, and takes away what is to go. */
final class PublishedFiles implements AutoCloseable {
    private final FileStore store;

    /**
     * @param store closed with this
     */
    PublishedFiles(FileStore store) {
        this.store = store;
    }

    /**
     * @param texts by path below the video's folder, in the order in which they are written
     */
    void write(String videoKey, Map<String, String> texts) throws IOException {
        for (Map.Entry<String, String> list : texts.entrySet()) {
            byte[] bytes = list.getValue().getBytes(StandardCharsets.UTF_8);
            String path = PlaybackFiles.folder(videoKey) + "/" + list.getKey();
            try (FileStore.NewFile file = store.create(path)) {
                file.write(bytes, bytes.length);
                file.finish();
            }
        }
    }

    /** Takes files away that are of no life that stands. */
    void takeAway(PublishedVideo video) throws IOException {
        String key = video.video().key();
        boolean complete = video.playback().completeMs() > 0;
        boolean stands = video.generation() >= video.removedBelow() && (complete || !video.over());
        // While a life has listed nothing, the one before it is what can be played.
        long below =
                Math.max(
                        video.removedBelow(),
                        stands ? (complete ? video.generation() : 0) : video.generation() + 1);
        List<Long> lives = lives(key);
        boolean earlier =
                lives.stream().anyMatch(life -> life >= below && life < video.generation());
        if (!stands || video.publishedMs() == 0 && !earlier) {
            // It names nothing that is there.
            store.delete(PlaybackFiles.master(key));
        }
        for (long life : lives) {
            if (life < below) {
                store.delete(PlaybackFiles.folder(key) + "/" + life);
            }
        }
    }

    /** Generations that the store has files of. */
    private List<Long> lives(String key) throws IOException {
        return store.folders(PlaybackFiles.folder(key)).stream()
                .filter(name -> name.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .toList();
    }

    @Override
    public void close() {
        store.close();
    }
}
