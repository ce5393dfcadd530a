package io.zoetrope.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.FramePicture;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.testing.clips.FrameNumbers;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several who want pictures of one pass, each at a rate and a size of its own. */
class SamplingsTest {
    private static final int FRAMES = 95;
    private static final FrameShape SMALL = new FrameShape(32, 32, FrameShape.Fit.STRETCH, 0);
    private static final FrameShape OTHER = new FrameShape(48, 40, FrameShape.Fit.LETTERBOX, 9);
    private static final Sampling SECONDS = Sampling.every(1_000_000);
    private static final Sampling FIFTHS = Sampling.every(200_000);
    private static final Sampling KEYS = Sampling.keyFrames(0);

    private static final PictureSampling ENCODER = PictureSampling.of("encoder", SECONDS, SMALL);
    private static final PictureSampling DETECTOR = PictureSampling.of("detector", FIFTHS, SMALL);
    private static final PictureSampling TEXT = new PictureSampling("text", KEYS, OTHER, 64);
    private static final JpegSampling JPEGS = new JpegSampling(SECONDS, 80);

    @TempDir Path folder;
    private TestingFileSource source;
    private VideoReader reader;

    @BeforeEach
    void open() throws Exception {
        Path clip = TestingClips.numbered(folder, "clip.mp4", TestingClips.SMALL, FRAMES).file();
        source = new TestingFileSource(clip);
        reader = FfmpegVideoReader.open(source, "clip", ReaderLimits.DEFAULT);
    }

    @AfterEach
    void close() throws Exception {
        reader.close();
        source.close();
    }

    @Test
    void eachGetsTheFramesThatAPassOfItsOwnWouldGive() throws Exception {
        List<SampledFrame> together = frames(JPEGS, ENCODER, DETECTOR, TEXT);

        for (PictureSampling one : List.of(ENCODER, DETECTOR, TEXT)) {
            List<SampledFrame> alone = frames(JpegSampling.NONE, one);
            List<SampledFrame> its =
                    together.stream().filter(f -> f.picture(one.name()) != null).toList();
            assertThat(times(its)).as(one.name()).isEqualTo(times(alone)).isNotEmpty();
            for (int i = 0; i < its.size(); i++) {
                assertThat(its.get(i).picture(one.name()).rgb())
                        .isEqualTo(alone.get(i).picture(one.name()).rgb());
            }
        }
        assertThat(together).as("no frame comes twice").hasSize(19);
    }

    @Test
    void theyShareOnePass() throws Exception {
        ReadReport report = read(0, Long.MAX_VALUE, new ArrayList<>(), JPEGS, ENCODER, DETECTOR);

        assertThat(report.framesDecoded()).isEqualTo(FRAMES);
    }

    @Test
    void whoWantsTheSameShapeSharesThePicture() throws Exception {
        SampledFrame first = frames(JpegSampling.NONE, ENCODER, DETECTOR, TEXT).get(0);

        assertThat(first.pictures())
                .extracting(FramePicture::names)
                .containsExactly(List.of("encoder", "detector"), List.of("text"), List.of("text"));
        assertThat(first.picture("encoder")).isSameAs(first.picture("detector"));
    }

    @Test
    void theLargerPictureIsTheWholeFrame() throws Exception {
        PictureSampling larger = new PictureSampling("a", SECONDS, OTHER, 65);
        PictureSampling tooLarge = new PictureSampling("b", SECONDS, OTHER, 960);
        List<FramePicture> large =
                frames(JpegSampling.NONE, larger, tooLarge).get(2).pictures().stream()
                        .filter(FramePicture::large)
                        .toList();

        assertThat(large)
                .extracting(p -> p.names() + " " + p.width() + "x" + p.height())
                .containsExactly("[a] 64x48", "[b] 128x96");
        for (FramePicture picture : large) {
            assertThat(picture.rgb()).hasSize(picture.width() * picture.height() * 3);
            assertThat(FrameNumbers.read(picture.rgb(), picture.width(), picture.height()))
                    .isEqualTo(50);
        }
    }

    @Test
    void peopleGetPicturesAtARateOfTheirOwn() throws Exception {
        List<SampledFrame> frames = frames(JPEGS, DETECTOR);

        assertThat(frames).hasSize(19);
        assertThat(times(frames.stream().filter(f -> f.jpeg().length > 0).toList()))
                .containsExactly(0L, 1_000_000L, 2_000_000L, 3_000_000L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rangesThatTouchGiveWhatOnePassGives(boolean goingOn) throws Exception {
        List<SampledFrame> parts = new ArrayList<>();
        long[] edges = {0, 700_001, 1_000_000, 2_360_000, Long.MAX_VALUE};
        for (int i = 0; i + 1 < edges.length; i++) {
            if (!goingOn) {
                read(0, 1, new ArrayList<>(), JPEGS, ENCODER);
            }
            read(edges[i], edges[i + 1], parts, JPEGS, ENCODER, DETECTOR, TEXT);
        }

        assertThat(parts.stream().map(SamplingsTest::described))
                .containsExactlyElementsOf(
                        frames(JPEGS, ENCODER, DETECTOR, TEXT).stream()
                                .map(SamplingsTest::described)
                                .toList());
    }

    @Test
    void onlyIfAllWantKeyFramesIsNothingElseDecoded() throws Exception {
        List<SampledFrame> unused = new ArrayList<>();
        PictureSampling text = PictureSampling.of("text", KEYS, OTHER);
        PictureSampling rarely = PictureSampling.of("rare", Sampling.keyFrames(2_000_000), SMALL);

        assertThat(read(0, Long.MAX_VALUE, unused, JpegSampling.NONE, text, rarely).framesDecoded())
                .isEqualTo(4);
        assertThat(read(0, Long.MAX_VALUE, unused, JPEGS, text, rarely).framesDecoded())
                .isEqualTo(FRAMES);
    }

    private List<SampledFrame> frames(JpegSampling jpegs, PictureSampling... pictures)
            throws Exception {
        List<SampledFrame> frames = new ArrayList<>();
        read(0, Long.MAX_VALUE, frames, jpegs, pictures);
        return frames;
    }

    private ReadReport read(
            long startUs,
            long endUs,
            List<SampledFrame> into,
            JpegSampling jpegs,
            PictureSampling... pictures)
            throws Exception {
        return reader.read(
                new ReadRequest(startUs, endUs, -1, List.of(pictures), jpegs), into::add);
    }

    private static List<Long> times(List<SampledFrame> frames) {
        return frames.stream().map(SampledFrame::ptsUs).toList();
    }

    private static String described(SampledFrame frame) {
        List<String> pictures =
                frame.pictures().stream().map(p -> p.names() + (p.large() ? "+" : "")).toList();
        return frame.ptsUs() + " " + pictures + " " + (frame.jpeg().length > 0);
    }
}
