package io.zoetrope.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SoundPiece;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.ffmpeg.segment.MadeSegments;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After half an hour sound and pictures are as far apart as at the beginning. */
class LongSyncTest {
    /** The last begins at 29:54.8. */
    private static final int LOOPS = 85;

    private static final double LAST = (LOOPS - 1) * LoopedFilm.LOOP_SECONDS;
    private static final double FRAME = 1001 / 30_000.0;

    /** A tenth of what ears and eyes take for a mistake. */
    private static final double APART = 0.004;

    @TempDir static Path folder;
    private static Path film;

    @BeforeAll
    static void make() {
        film = LoopedFilm.make(folder, LOOPS);
    }

    @Test
    void ofItsSegments() throws Exception {
        MadeSegments made = new MadeSegments();
        try (TestingFileSource source = new TestingFileSource(film);
                VideoReader reader =
                        FfmpegVideoReader.open(source, "film.mp4", ReaderLimits.DEFAULT)) {
            for (SegmentRequest request : firstAndLast(reader)) {
                made.make(reader, request);
            }
        }
        MadeSegments.Seen seen = made.seen(0);
        List<Double> errors = new ArrayList<>();
        for (int i = 0; i < seen.numbers().size(); i++) {
            double seconds = seen.timesUs().get(i) / 1e6;
            if (seconds >= LAST) {
                errors.add(seconds - LAST - seen.numbers().get(i) * FRAME);
            }
        }
        assertThat(errors)
                .hasSizeGreaterThan(300)
                .allSatisfy(e -> assertThat(e).isCloseTo(0, within(1e-4)));
        try (TestingFileSource joined = new TestingFileSource(made.joined(1))) {
            List<SoundPiece> pieces = MadeSegments.heard(joined, 0);
            // The first packet behind the hole between the segments is decoded with what was before
            // it.
            assertBeats(pieces, MadeSegments.OFFSET_US / 1e6 + LAST, 12, 21);
        }
    }

    @Test
    void ofAClip() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        double start = LAST + 10.3;
        try (TestingFileSource source = new TestingFileSource(film);
                VideoReader reader =
                        FfmpegVideoReader.open(source, "film.mp4", ReaderLimits.DEFAULT)) {
            long startUs = Math.round(start * 1e6);
            reader.clip(
                    new ClipRequest(startUs, startUs + 6_000_000, 640, 1 << 24),
                    (piece, length) -> bytes.write(piece, 0, length));
        }
        try (TestingFileSource clip = new TestingFileSource(bytes.toByteArray())) {
            MadeSegments.Seen seen = MadeSegments.seen(clip, 0);
            for (int i = 1; i < seen.numbers().size(); i++) {
                double expected = seen.numbers().get(i) * FRAME - 10.3;
                assertThat(seen.timesUs().get(i) / 1e6).isCloseTo(expected, within(1e-4));
            }
        }
        try (TestingFileSource clip = new TestingFileSource(bytes.toByteArray())) {
            assertBeats(MadeSegments.heard(clip, 0), -10.3, 11, 16);
        }
    }

    /** The initialization segments come with the first. */
    private static List<SegmentRequest> firstAndLast(VideoReader reader)
            throws RejectedInput, IOException {
        KeyFrameIndex keys = reader.keyFrames();
        long[] us = keys.timesUs();
        int last = us.length - 6;
        return List.of(
                new SegmentRequest(0, us[0], us[3], -1),
                new SegmentRequest(298, us[last - 6], us[last], -1),
                new SegmentRequest(299, us[last], Long.MAX_VALUE, -1));
    }

    /**
     * @param zero media time of the loop's beginning
     */
    private static void assertBeats(List<SoundPiece> pieces, double zero, int from, int to) {
        for (int second = from; second < to; second++) {
            double onset = onset(pieces, zero + second - 0.3, zero + second + 0.3);
            assertThat(onset - zero).as("the beat at " + second).isCloseTo(second, within(APART));
        }
    }

    private static double onset(List<SoundPiece> pieces, double from, double to) {
        for (SoundPiece piece : pieces) {
            for (int i = 0; i < piece.samples().length; i++) {
                double seconds = (piece.first() + i) / 16_000.0;
                if (seconds >= from && seconds < to && Math.abs(piece.samples()[i]) > 2500) {
                    return seconds;
                }
            }
        }
        return Double.NaN;
    }
}
