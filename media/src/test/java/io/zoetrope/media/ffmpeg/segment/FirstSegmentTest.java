package io.zoetrope.media.ffmpeg.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.TestingClips;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.media.process.DecoderSettings;
import io.zoetrope.media.process.DecoderSlot;
import io.zoetrope.testing.clips.Clip;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures of the segment that somebody waits for are encoded in slices, side by side; they stand
 * in one track with the others, and whoever makes them makes the same.
 */
class FirstSegmentTest {
    private static final int PICTURES = 100;
    private static final int EACH = 50;
    private static final int IDR = 5;

    @TempDir Path folder;

    @Test
    void picturesOfTheFirstSegmentAreCutAndNoOthers() throws Exception {
        ClipOptions options = ClipOptions.h264(256, 256, 25).withCodec("mpeg4", 12, 0);
        Clip clip = TestingClips.numbered(folder, "clip.mp4", options, PICTURES);
        List<SegmentRequest> requests =
                IntStream.range(0, PICTURES / EACH).mapToObj(FirstSegmentTest::request).toList();
        MadeSegments made = MadeSegments.inOrder(clip.file(), requests);
        assertThat(slices(made.bytes(0, 0))).isEqualTo(4 * EACH);
        assertThat(slices(made.bytes(0, 1))).isEqualTo(EACH);
        // A slice that is not high enough is none.
        assertThat(slices(made.bytes(1, 0))).isEqualTo(EACH);
        for (int rendition = 0; rendition < 2; rendition++) {
            assertThat(made.seen(rendition).numbers())
                    .isEqualTo(IntStream.range(0, PICTURES).boxed().toList());
        }
        assertThat(MadeSegments.backwards(clip.file(), requests).joined(0))
                .isEqualTo(made.joined(0));
        // Where there is one processor, threads have bounds, and the memory has.
        MadeSegments away = new MadeSegments();
        try (DecoderSlot slot = new DecoderSlot(DecoderSettings.DEFAULT, ReaderLimits.DEFAULT);
                TestingFileSource source = new TestingFileSource(clip.file());
                VideoReader reader = slot.open(source, "clip.mp4")) {
            away.make(reader, requests.get(0));
        }
        assertThat(away.bytes(0, 0)).isEqualTo(made.bytes(0, 0));
    }

    private static SegmentRequest request(int index) {
        long endUs = (index + 1) * EACH < PICTURES ? (index + 1) * 2_000_000L : Long.MAX_VALUE;
        return new SegmentRequest(index, index * 2_000_000L, endUs, -1)
                .as(List.of("256p", "100p"), Encoding.DEFAULT);
    }

    /** Of all pictures in a fragment (ITU-T H.264 §7.4.1, table 7-1). */
    private static int slices(byte[] segment) {
        int data = new String(segment, StandardCharsets.ISO_8859_1).indexOf("mdat");
        ByteBuffer units = ByteBuffer.wrap(segment).position(data + Integer.BYTES);
        int count = 0;
        while (units.hasRemaining()) {
            int length = units.getInt();
            int kind = units.get(units.position()) & 0x1F;
            count += kind == 1 || kind == IDR ? 1 : 0;
            units.position(units.position() + length);
        }
        return count;
    }
}
