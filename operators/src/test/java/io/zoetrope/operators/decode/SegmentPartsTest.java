package io.zoetrope.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.media.FramePicture;
import io.zoetrope.media.Losses;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.SoundPiece;
import io.zoetrope.media.captions.CaptionLine;
import io.zoetrope.operators.TestingVideos;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many frames go into one record. */
class SegmentPartsTest {
    private static final int MAX_BYTES = 100;
    private static final VideoRef VIDEO = new VideoRef("id", "", "", TestingVideos.URI, "v1");

    private final List<DecodedSegment> out = new ArrayList<>();
    private SegmentParts parts;

    @BeforeEach
    void start() {
        SegmentOutput collect =
                new SegmentOutput() {
                    @Override
                    public void segment(DecodedSegment part) {
                        out.add(part);
                    }

                    @Override
                    public void keyFrame(Thumbnail image) {}

                    @Override
                    public void tell(SegmentDone done) {}

                    @Override
                    public void count(DecodeMetric metric, long n) {}
                };
        parts =
                new SegmentParts(
                        Segment.of(VIDEO, 1, 0, Stretch.of(0, 10_000_000)), MAX_BYTES, collect);
    }

    @Test
    void countsTheBytesOfAllPicturesThatAFrameHas() {
        // Of one analyser, of two, of one, of none, and of one that asked for a larger picture.
        int[][] frames = {{50}, {20, 30}, {50}, {}, {10, 90}, {50}};
        finish(frames);

        assertThat(counts()).containsExactly(2, 2, 1, 1);
        assertThat(out).extracting(DecodedSegment::bytes).containsExactly(100L, 50L, 100L, 50L);
    }

    @Test
    void aFrameThatIsTooLargeByItselfGoesAlone() {
        finish(new int[][] {{10}, {500}, {10}});

        assertThat(counts()).containsExactly(1, 1, 1);
    }

    @Test
    void carriesSoManyFramesHoweverSmallTheyAre() {
        int[][] frames = new int[150][];
        Arrays.fill(frames, new int[] {0});
        finish(frames);

        assertThat(counts()).containsExactly(64, 64, 22);
    }

    @Test
    void soundLeavesWithTheLastPartAndIsHeardOnce() {
        parts.begin(Sidecar.NONE);
        parts.sound(SoundPiece.at(0, new short[16_000]));
        parts.frame(new SampledFrame(0, false, List.of(), new byte[0]));
        // The pass breaks and is repeated.
        parts.begin(Sidecar.NONE);
        parts.sound(SoundPiece.at(0, new short[16_000]));
        parts.sound(SoundPiece.at(16_000, new short[8_000]));
        CaptionLine line = new CaptionLine(0, 1_000_000, "Hello", "en", "");
        parts.finish(
                new ReadReport(1, 10_000_000, false, null)
                        .withCaptions(List.of(line), Losses.NONE));

        DecodedSegment last = out.get(out.size() - 1);
        assertThat(last.sound().samples()).isEqualTo(24_000);
        assertThat(last.captions()).containsExactly(line);
        assertThat(last.bytes()).isEqualTo(48_000);
    }

    @Test
    void whatStopsHasTheCaptionsOfItsTime() {
        CaptionLine line = new CaptionLine(2_000_000, 3_000_000, "Hello", "en", "");
        CaptionLine later = new CaptionLine(12_000_000, 13_000_000, "Later", "en", "");
        parts.begin(new Sidecar(List.of(line, later), 0, null));
        parts.frame(new SampledFrame(0, false, List.of(), new byte[0]));
        parts.abandon(Problem.of(Stage.DECODE, Reason.DECODER_CRASH, "lost"), true);

        assertThat(out).singleElement().satisfies(last -> assertThat(last.stop()).isTrue());
        assertThat(out.get(0).sidecar().lines()).containsExactly(line);
    }

    @Test
    void soundIsBounded() {
        parts.begin(Sidecar.NONE);
        for (int second = 0; second < 1000; second++) {
            parts.sound(SoundPiece.at(second * 16_000L, new short[16_000]));
        }
        parts.finish(new ReadReport(1, 10_000_000, false, null));

        assertThat(out.get(0).sound().samples()).isEqualTo(SegmentSound.MOST_SAMPLES);
    }

    private void finish(int[][] frames) {
        for (int i = 0; i < frames.length; i++) {
            List<FramePicture> pictures =
                    Arrays.stream(frames[i])
                            .mapToObj(size -> FramePicture.of(List.of("a"), 1, 1, new byte[size]))
                            .toList();
            parts.frame(new SampledFrame(i * 1000L, false, pictures, new byte[0]));
        }
        parts.finish(new ReadReport(1, 10_000_000, false, null));
        assertThat(out).last().satisfies(part -> assertThat(part.last()).isTrue());
    }

    private List<Integer> counts() {
        return out.stream().map(part -> part.frames().size()).toList();
    }
}
