package io.zoetrope.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.testing.clips.Clip;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Shot;
import io.zoetrope.testing.clips.TestingFileSource;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Key frames only: what lies between them is not fetched, and nothing is lost by that. */
class KeyFrameLeapsTest {
    private static final int RATE = 5;
    private static final int GROUP = 30;
    private static final int GROUPS = 12;
    private static final long GROUP_US = GROUP * 1_000_000L / RATE;
    private static final int CELL = 16;
    private static final String CUES = "\u001cS\u00bbk";
    private static final int CUE_POINT = 0xBB;
    private static final byte VOID = (byte) 0xEC;

    @TempDir static Path folder;

    /** By what they are made of: the same clip serves several tests. */
    private static final Map<List<Object>, Path> CLIPS = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        // encoder, B-frames, container, one in so many fields new, most bytes of all and the middle
        "mpeg4, 2, mp4, 1, 0.35, 0.3",
        "libopenh264, 0, mov, 4, 0.5, 0.5",
        "libvpx-vp9, 0, mp4, 4, 0.6, 0.5",
        "mpeg4, 2, mkv, 1, 0.5, 0.5",
        "libvpx-vp9, 0, webm, 4, 0.7, 0.7",
    })
    void readsASmallShareAndEveryKeyFrame(
            String codec, int bFrames, String extension, int rarity, double most, double ofMiddle)
            throws Exception {
        Path file = clip("noise." + extension, codec, GROUP, bFrames, rarity);
        List<SampledFrame> expected = keyFramesOf(file);
        // With B-frames the first group is the shorter by them.
        assertThat(expected).hasSizeBetween(GROUPS, GROUPS + 1);

        // One or two groups of twelve prove the index, and what follows the last key is read.
        double all = keyFrames(file, 0, Long.MAX_VALUE, expected);
        double middle = keyFrames(file, 2 * GROUP_US, 10 * GROUP_US, expected);
        assertThat(all).isLessThan(most);
        assertThat(middle / (8.0 / GROUPS)).as("of the eight groups in it").isLessThan(ofMiddle);
    }

    @Test
    void whatWasProvenOnceHoldsForLaterRanges() throws Exception {
        Path file = clip("noise.mp4", "mpeg4", GROUP, 2, 1);
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = open(source)) {
            reader.read(request(0, 2 * GROUP_US, true), frame -> {});
            long before = source.bytesRead();
            List<SampledFrame> got = new ArrayList<>();
            reader.read(request(4 * GROUP_US, 8 * GROUP_US, true), got::add);
            assertThat(got).hasSize(4);
            double share = (source.bytesRead() - before) / (double) source.size();
            assertThat(share / (4.0 / GROUPS)).as("of the four groups in it").isLessThan(0.2);
        }
    }

    @Test
    void whoWasAskedForTheKeyFramesReadsNoMoreForThat() throws Exception {
        Path file = clip("noise.mp4", "mpeg4", GROUP, 2, 1);
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = open(source)) {
            assertThat(reader.keyFrames().timesUs()).hasSizeBetween(GROUPS, GROUPS + 1);
            long before = source.bytesRead();
            reader.read(request(0, Long.MAX_VALUE, true), frame -> {});
            assertThat(source.bytesRead() - before).isLessThan(source.size() * 35 / 100);
        }
    }

    /** The places that a source is told of are those that are read next. */
    @Test
    void saysWhereItWillLeap() throws Exception {
        Path file = clip("noise.mp4", "mpeg4", GROUP, 2, 1);
        try (TellingSource source = new TellingSource(new TestingFileSource(file));
                VideoReader reader = FfmpegVideoReader.open(source, "clip", ReaderLimits.DEFAULT)) {
            reader.read(request(0, 9 * GROUP_US, true), frame -> {});

            assertThat(source.told).hasSizeBetween(6, 8);
            assertThat(source.kept).isEqualTo(source.told.size());
        }
    }

    /** Notes what it is told, and whether just that is read next. */
    private static final class TellingSource implements MediaSource {
        private final TestingFileSource file;
        private final List<Long> told = new ArrayList<>();
        private long next = -1;
        private int bytes;
        private int kept;

        TellingSource(TestingFileSource file) {
            this.file = file;
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public String version() {
            return file.version();
        }

        @Override
        public void expect(long position, int bytes) {
            told.add(position);
            next = position;
            this.bytes = bytes;
        }

        @Override
        public int read(long position, ByteBuffer into) throws IOException {
            int asked = into.remaining();
            if (next >= 0) {
                kept += position == next && asked >= Math.min(bytes, 4096) ? 1 : 0;
                next = -1;
            }
            return file.read(position, into);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"mpeg4, 2, mp4", "libopenh264, 0, mkv"})
    void theContractHolds(String codec, int bFrames, String extension) throws Exception {
        Path file = clip("noise." + extension, codec, GROUP, bFrames, 4);
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = open(source)) {
            new ReaderContract(reader, Long.MAX_VALUE, 1_000_000).holds();
        }
    }

    @ParameterizedTest
    @CsvSource({"mp4", "mkv"})
    void keyFramesCloseTogetherAreReadThrough(String extension) throws Exception {
        Path file = clip("close." + extension, "mpeg4", 2, 0, 1);
        List<SampledFrame> expected = keyFramesOf(file);
        assertThat(expected).hasSizeGreaterThanOrEqualTo(GROUP * GROUPS / 2);

        assertThat(keyFrames(file, 0, Long.MAX_VALUE, expected)).isBetween(0.9, 1.1);
    }

    @Test
    void cuesThatNameOnlySomeKeyFramesHideNone() throws Exception {
        Path file = clip("sparse.mkv", "mpeg4", GROUP / 2, 2, 1);
        byte[] bytes = Files.readAllBytes(file);
        assertThat(withoutEverySecondCue(bytes)).isBetween(GROUPS, GROUPS + 1);
        Files.write(file, bytes);
        List<SampledFrame> expected = keyFramesOf(file);
        assertThat(expected).hasSizeGreaterThanOrEqualTo(2 * GROUPS);

        keyFrames(file, 0, Long.MAX_VALUE, expected);
        for (int group = 0; group < GROUPS; group++) {
            keyFrames(file, group * GROUP_US, (group + 1) * GROUP_US, expected);
        }
    }

    /** Reads key frames with a reader of its own, and returns the share of the file it took. */
    private double keyFrames(Path file, long startUs, long endUs, List<SampledFrame> all)
            throws Exception {
        List<SampledFrame> expected =
                all.stream().filter(f -> f.ptsUs() >= startUs && f.ptsUs() < endUs).toList();
        List<SampledFrame> got = new ArrayList<>();
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = open(source)) {
            long before = source.bytesRead();
            ReadReport report = reader.read(request(startUs, endUs, true), got::add);
            assertThat(report.problem()).isNull();
            assertThat(got)
                    .extracting(SampledFrame::ptsUs)
                    .isEqualTo(expected.stream().map(SampledFrame::ptsUs).toList());
            for (int i = 0; i < got.size(); i++) {
                assertThat(ReaderContract.rgb(got.get(i)))
                        .isEqualTo(ReaderContract.rgb(expected.get(i)));
            }
            return (source.bytesRead() - before) / (double) source.size();
        }
    }

    /** Every frame decoded, and of them the key frames. */
    private static List<SampledFrame> keyFramesOf(Path file) throws Exception {
        List<SampledFrame> frames = new ArrayList<>();
        try (TestingFileSource source = new TestingFileSource(file);
                VideoReader reader = open(source)) {
            reader.read(request(0, Long.MAX_VALUE, false), frames::add);
        }
        return frames.stream().filter(SampledFrame::keyFrame).toList();
    }

    private static ReadRequest request(long startUs, long endUs, boolean keyFramesOnly) {
        return ReaderContract.request(startUs, endUs, -1, new Sampling(keyFramesOnly, 0, 0));
    }

    private static VideoReader open(TestingFileSource source) throws Exception {
        return FfmpegVideoReader.open(source, "clip", ReaderLimits.DEFAULT);
    }

    /**
     * @param rarity one in so many fields is new in a frame: none of 1 can be told from before
     */
    private static Path clip(String name, String codec, int group, int bFrames, int rarity) {
        return CLIPS.computeIfAbsent(
                List.of(name, codec, group, bFrames, rarity),
                key -> make(CLIPS.size() + name, codec, group, bFrames, rarity));
    }

    private static Path make(String name, String codec, int group, int bFrames, int rarity) {
        ClipOptions options = ClipOptions.h264(640, 480, RATE).withCodec(codec, group, bFrames);
        Shot noise =
                new Shot(
                        "noise",
                        (canvas, frame, seconds) -> paint(canvas, frame, rarity),
                        GROUP * GROUPS);
        Clip clip = ClipMaker.make(folder.resolve(name), options, List.of(noise));
        return clip.file();
    }

    private static void paint(BufferedImage canvas, int frame, int rarity) {
        Random random = new Random(frame);
        Graphics2D g = canvas.createGraphics();
        for (int y = 0; y < canvas.getHeight(); y += CELL) {
            for (int x = 0; x < canvas.getWidth(); x += CELL) {
                if (frame == 0 || random.nextInt(rarity) == 0) {
                    g.setColor(new Color(random.nextInt(1 << 24)));
                    g.fillRect(x, y, CELL, CELL);
                }
            }
        }
        g.dispose();
    }

    /** Turns cue points into filling, in place; returns how many are left. */
    private static int withoutEverySecondCue(byte[] matroska) {
        String text = new String(matroska, StandardCharsets.ISO_8859_1);
        int at = text.lastIndexOf(CUES) + CUES.length();
        assertThat(at).isGreaterThan(CUES.length());
        int end = at + lengthBytes(matroska, at) + length(matroska, at);
        int points = 0;
        for (at += lengthBytes(matroska, at); at < end; ) {
            if ((matroska[at] & 0xFF) == CUE_POINT && points++ % 2 == 1) {
                matroska[at] = VOID;
            }
            at += 1 + lengthBytes(matroska, at + 1) + length(matroska, at + 1);
        }
        return (points + 1) / 2;
    }

    private static int lengthBytes(byte[] ebml, int at) {
        return Integer.numberOfLeadingZeros(ebml[at] & 0xFF) - (Integer.SIZE - Byte.SIZE) + 1;
    }

    private static int length(byte[] ebml, int at) {
        int bytes = lengthBytes(ebml, at);
        long raw = 0;
        for (int i = 0; i < bytes; i++) {
            raw = raw << Byte.SIZE | (ebml[at + i] & 0xFF);
        }
        return (int) (raw & ((1L << (7 * bytes)) - 1));
    }
}
