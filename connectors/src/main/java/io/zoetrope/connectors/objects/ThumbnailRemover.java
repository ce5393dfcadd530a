package io.zoetrope.connectors.objects;

import io.zoetrope.domain.ThumbnailRemoval;
import io.zoetrope.domain.picture.Thumbnail;
import java.io.IOException;
import org.apache.flink.core.fs.Path;

/** Deletes the pictures of earlier lives of a video. May be repeated at any time. Thread-safe. */
final class ThumbnailRemover {
    private final ObjectFolder folder;

    ThumbnailRemover(ObjectFolder folder) {
        this.folder = folder;
    }

    /**
     * @return how many pictures were deleted
     * @throws IOException if the store does not take it; some pictures may be gone
     */
    int remove(ThumbnailRemoval removal) throws IOException {
        String key = removal.videoKey();
        return remove(Thumbnail.folderOf(key), removal.generation())
                + remove(Thumbnail.cropFolderOf(key), removal.generation());
    }

    private int remove(String pictures, long generation) throws IOException {
        int removed = 0;
        try {
            // A look at the picture and its deletion are two calls: one that a new life of the id
            // writes just between them is lost.
            for (Path picture : folder.objects(pictures)) {
                byte[] start = folder.start(picture, GenerationMark.WITHIN);
                if (GenerationMark.read(start) < generation) {
                    folder.delete(picture);
                    removed++;
                }
            }
            folder.tidy(pictures);
            return removed;
        } catch (RuntimeException e) {
            // File system plugins throw their client's own exceptions.
            throw new IOException("cannot delete the pictures in " + pictures, e);
        }
    }
}
