package io.zoetrope.local;

import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.store.FileVersion;
import io.zoetrope.local.commandline.UsageProblem;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One file that was given.
 *
 * @param id of the file as it is now: changes with its bytes
 */
record GivenVideo(Path file, String uri, String id) {

    static GivenVideo of(Path file) {
        String uri = file.toUri().toString();
        return new GivenVideo(
                file, uri, VideoIds.videoId(VideoRef.DEFAULT_TENANT, uri, version(file)));
    }

    String name() {
        return file.getFileName().toString();
    }

    /** As the job makes it for local files, so that both name the same video. */
    private static String version(Path file) {
        try {
            return FileVersion.of(file);
        } catch (IOException e) {
            throw new UsageProblem("not readable: " + file, e);
        }
    }
}
