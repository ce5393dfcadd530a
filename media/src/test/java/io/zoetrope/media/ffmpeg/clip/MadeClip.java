package io.zoetrope.media.ffmpeg.clip;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.segment.MadeSegments;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A clip's file, and what was said of it. */
record MadeClip(Path file, ClipReport report) {
    /** Beside its video. */
    static MadeClip of(Path video, long startMs, long endMs, int longestSide) throws Exception {
        ClipRequest request = new ClipRequest(startMs * 1000, endMs * 1000, longestSide, 1 << 24);
        try (TestingFileSource source = new TestingFileSource(video);
                VideoReader reader =
                        FfmpegVideoReader.open(source, video.toString(), ReaderLimits.DEFAULT)) {
            return of(video.getParent(), reader, request);
        }
    }

    static MadeClip of(Path folder, VideoReader reader, ClipRequest request) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ClipReport report = reader.clip(request, (piece, length) -> bytes.write(piece, 0, length));
        assertThat(report.bytes()).isEqualTo(bytes.size());
        Path file = folder.resolve("made-" + request.startUs() + ".mp4");
        return new MadeClip(Files.write(file, bytes.toByteArray()), report);
    }

    MadeSegments.Seen seen() throws Exception {
        try (TestingFileSource source = new TestingFileSource(file)) {
            return MadeSegments.seen(source, 0);
        }
    }

    MediaInfo info() throws Exception {
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader =
                        FfmpegVideoReader.open(source, "clip.mp4", ReaderLimits.DEFAULT)) {
            return reader.info();
        }
    }
}
