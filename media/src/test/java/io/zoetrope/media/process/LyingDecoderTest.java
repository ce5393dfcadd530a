package io.zoetrope.media.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.testing.clips.TestingFileSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A decoder's process that says of its segment what cannot be is lost; nobody else fails. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LyingDecoderTest {
    private static final DecoderSettings SETTINGS =
            DecoderSettings.DEFAULT.withMemory(512L << 20).withProgram(MisbehavingChild.PROGRAM);

    @TempDir static Path folder;
    private static byte[] clip;
    @AutoClose private static DecoderSlot slot;

    @BeforeAll
    static void start() throws IOException {
        clip = TestingClip.bytes(folder);
        slot = new DecoderSlot(SETTINGS, ReaderLimits.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lie-track.mp4 | a piece of track 5",
                "lie-unsaid.mp4 | pieces of track 1, which is not there",
                "lie-count.mp4 | a segment of no track",
                "lie-head.mp4 | sound without a head",
                "lie-name.mp4 | track 0: 720p",
                "lie-bytes.mp4 | 4 bytes of source, of which 3 came",
                "lie-times.mp4 | times of source far away",
            })
    void isLost(String name, String detail) {
        DecoderLost lost = catchThrowableOfType(DecoderLost.class, () -> segment(name));

        assertThat(lost.reason()).isEqualTo(DecoderLost.CRASH);
        assertThat(lost).hasMessageContaining(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lie-much.mp4 | a clip without end",
                "lie-bytes.mp4 | 4 bytes of a clip, of which 3 came",
            })
    void isLostOverAClip(String name, String detail) {
        DecoderLost lost = catchThrowableOfType(DecoderLost.class, () -> clip(name));

        assertThat(lost).hasMessageContaining(detail);
    }

    @Test
    void whatCanBeIsBelieved() throws Exception {
        assertThat(clip("lie-not.mp4").bytes()).isEqualTo(3);
        assertThat(segment("lie-not.mp4").tracks()).hasSize(1);
        assertThat(segment("fine.mp4").tracks().get(0).bytes()).isPositive();
    }

    private static ClipReport clip(String name) throws Exception {
        try (VideoReader reader = slot.open(new TestingFileSource(clip), name)) {
            return reader.clip(new ClipRequest(0, 1_000_000, 640, 5), (bytes, length) -> {});
        }
    }

    private static SegmentReport segment(String name) throws Exception {
        try (VideoReader reader = slot.open(new TestingFileSource(clip), name)) {
            return reader.segment(
                    new SegmentRequest(0, 0, Long.MAX_VALUE, -1),
                    (track, head, bytes, length) -> {});
        }
    }
}
