package io.zoetrope.connectors.objects;

import io.zoetrope.domain.picture.Thumbnail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Stored pictures of videos on a local disk. */
record TestingPictures(Path root) {
    void store(String videoKey, long generation, int... seconds) throws Exception {
        for (int second : seconds) {
            String path = Thumbnail.pathOf(videoKey, second * 1_000_000L);
            TestingKeyFrames.store(
                    root.toUri().toString(),
                    new Thumbnail(path, TestingKeyFrames.jpeg(), generation));
        }
    }

    /** Names of the pictures of a video. */
    List<String> of(String videoKey) throws IOException {
        Path folder = root.resolve(Thumbnail.folderOf(videoKey));
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
