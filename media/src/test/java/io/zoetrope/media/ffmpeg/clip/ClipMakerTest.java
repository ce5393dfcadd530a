package io.zoetrope.media.ffmpeg.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Rational;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.media.ffmpeg.TestingClips;
import io.zoetrope.media.ffmpeg.TestingRemux;
import io.zoetrope.media.ffmpeg.segment.MadeSegments;
import io.zoetrope.media.ffmpeg.sound.Heard;
import io.zoetrope.media.process.DecoderSettings;
import io.zoetrope.media.process.DecoderSlot;
import io.zoetrope.testing.clips.Clip;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A clip is what is shown and heard of a video in that time, and nothing else. */
class ClipMakerTest {
    private static final ClipOptions SMALL = ClipOptions.h264(64, 64, 25);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        // Begins between key frames: encoded up to the next one.
        "mp4, libopenh264, 25, 1, 0, 0, 0, 1300, 4100, 53",
        "mp4, libopenh264, 30000, 1001, 0, 0, 0, 33, 3003, 60",
        "mkv, libopenh264, 25, 1, 0, 0, 0, 1300, 900000, 100",
        "ts, libopenh264, 25, 1, 0, 0, 0, 2100, 3900, 23",
        // There is none, or it is other than H.264: all encoded.
        "mp4, libopenh264, 24000, 1001, 0, 3, 5, 2210, 2500, 0",
        "mkv, libopenh264, 60, 1, 0, 0, 0, 1017, 1500, 0",
        "mp4, mpeg4, 25, 1, 2, 0, 0, 1300, 4100, 0",
        "webm, libvpx-vp9, 25, 1, 0, 0, 0, 1000, 3000, 0",
        // From a key frame on: as it was.
        "mp4, libopenh264, 25, 1, 0, 0, 0, 1000, 3000, 50",
        "mp4, libopenh264, 25, 1, 0, 0, 0, 0, 900000, 150",
        "mp4, libopenh264, 24000, 1001, 0, 3, 5, 0, 2000, 36",
        "mkv, libopenh264, 30000, 1001, 0, 0, 0, 1001, 2510, 46",
        "ts, libopenh264, 25, 1, 0, 0, 0, 2000, 3900, 48",
    })
    void showsThosePicturesAtTheirTimes(
            String extension,
            String codec,
            int numerator,
            int denominator,
            int bFrames,
            int firstFrame,
            int dropEvery,
            long startMs,
            long endMs,
            int copied)
            throws Exception {
        Rational rate = new Rational(numerator, denominator);
        ClipOptions options =
                SMALL.withFrameRate(rate)
                        .withCodec(codec, (int) Math.round(rate.value()), bFrames)
                        .withTimes(firstFrame, dropEvery);
        Clip video = TestingClips.numbered(folder, "video." + extension, options, 150);
        MadeSegments.Seen all;
        try (TestingFileSource source = new TestingFileSource(video.file())) {
            all = MadeSegments.seen(source, 0);
        }

        MadeClip made = MadeClip.of(video.file(), startMs, endMs, 640);

        MadeSegments.Seen seen = made.seen();
        int first = 0;
        while (first + 1 < all.timesUs().size()
                && all.timesUs().get(first + 1) < startMs * 1000 + 1000) {
            first++;
        }
        int end = first;
        while (end < all.timesUs().size() && all.timesUs().get(end) < endMs * 1000) {
            end++;
        }
        assertThat(seen.numbers()).isEqualTo(all.numbers().subList(first, end));
        assertThat(seen.timesUs().get(0)).isZero();
        for (int i = 1; i < seen.timesUs().size(); i++) {
            long expectedUs = all.timesUs().get(first + i) - startMs * 1000;
            assertThat(seen.timesUs().get(i)).as("picture " + i).isCloseTo(expectedUs, within(30L));
        }
        assertThat(made.report().copied()).isEqualTo(copied);
        assertThat(made.report().pictures()).isEqualTo(end - first);
        long lengthUs =
                Math.min(endMs * 1000, all.timesUs().get(all.timesUs().size() - 1) + 40_000);
        assertThat(made.info().durationUs()).isCloseTo(lengthUs - startMs * 1000, within(45_000L));
    }

    @Test
    void whatIsCodedOtherwiseFromSomeTimeOnIsEncoded() throws Exception {
        Clip small = TestingClips.numbered(folder, "small.ts", SMALL, 50);
        Clip large = TestingClips.numbered(folder, "large.ts", ClipOptions.h264(160, 128, 25), 50);
        Path both = folder.resolve("both.ts");
        TestingRemux.join(List.of(small.file(), large.file()), both, 2_000_000);
        assertThat(MadeClip.of(both, 0, 2000, 640).report().copied()).isEqualTo(50);
        assertThat(MadeClip.of(both, 300, 2000, 640).report().copied()).isEqualTo(25);
        assertThat(MadeClip.of(both, 1000, 3500, 640).report().copied()).isZero();
        assertThat(MadeClip.of(both, 2000, 3500, 640).report().copied()).isZero();
    }

    @Test
    void beginsWithItsIndex() throws Exception {
        Clip video = TestingClips.numbered(folder, "video.mp4", SMALL.withTone(), 100);
        String bytes =
                Files.readString(
                        MadeClip.of(video.file(), 500, 2500, 640).file(),
                        StandardCharsets.ISO_8859_1);
        assertThat(bytes.substring(4, 8)).isEqualTo("ftyp");
        assertThat(bytes.indexOf("moov")).isLessThan(64);
        assertThat(bytes.indexOf("mdat")).isGreaterThan(bytes.indexOf("moov"));
    }

    @ParameterizedTest
    @CsvSource({"90, 300", "180, 300", "90, 1000"})
    void isTurnedAsItsVideoIs(int degrees, long startMs) throws Exception {
        Clip video =
                TestingClips.numbered(
                        folder,
                        "video.mp4",
                        ClipOptions.h264(96, 64, 25).withRotation(degrees),
                        75);
        MediaInfo source;
        try (TestingFileSource bytes = new TestingFileSource(video.file());
                VideoReader reader =
                        FfmpegVideoReader.open(bytes, "video.mp4", ReaderLimits.DEFAULT)) {
            source = reader.info();
        }
        MadeClip made = MadeClip.of(video.file(), startMs, 2000, 640);
        assertThat(made.report().copied()).isEqualTo(25);
        assertThat(made.info().rotationDegrees()).isEqualTo(source.rotationDegrees());
        assertThat(made.info().width()).isEqualTo(source.width());
        assertThat(made.info().height()).isEqualTo(source.height());
    }

    @Test
    void isNoLargerThanAsked() throws Exception {
        Clip video = TestingClips.numbered(folder, "video.mp4", ClipOptions.h264(200, 90, 25), 50);
        MediaInfo info = MadeClip.of(video.file(), 300, 1000, 64).info();
        assertThat(info.width()).isEqualTo(64);
        assertThat(info.height()).isEqualTo(28);
    }

    /** Of large pictures whole clips are encoded smaller, which may take less than their ends. */
    @Test
    void noMoreIsEncodedThanIfAllWere() throws Exception {
        Clip video = TestingClips.numbered(folder, "video.mp4", ClipOptions.h264(200, 90, 25), 125);
        MadeClip small = MadeClip.of(video.file(), 300, 3100, 64);
        assertThat(small.report().copied()).isZero();
        assertThat(small.info().width()).isEqualTo(64);
        MadeClip large = MadeClip.of(video.file(), 900, 4900, 64);
        assertThat(large.report().copied()).isEqualTo(98);
        assertThat(large.info().width()).isEqualTo(200);
    }

    /** On a clock of which a clip has one tick for two pictures. */
    @Test
    void picturesMayBeCloserThanATick() throws Exception {
        Path video =
                TestingClips.numbered(folder, "video.mp4", SMALL.withCodec("mpeg4", 25, 0), 300)
                        .file();
        byte[] bytes = Files.readAllBytes(video);
        // 512 ticks from picture to picture, which were 40 ms and are 10 us.
        int clock = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mdhd") + 16;
        ByteBuffer.wrap(bytes).putInt(clock, 12_800 * 4_000);
        MadeClip made = MadeClip.of(Files.write(folder.resolve("fast.mp4"), bytes), 0, 1000, 640);
        assertThat(made.report().copied()).isZero();
        assertThat(made.report().pictures()).isBetween(150, 300);
    }

    @Test
    void saysWhyThereIsNone() throws Exception {
        Clip video = TestingClips.numbered(folder, "video.mp4", SMALL, 50);
        assertThatThrownBy(() -> MadeClip.of(video.file(), 3000, 4000, 640))
                .isInstanceOfSatisfying(
                        RejectedInput.class, e -> assertThat(e.reason()).isEqualTo("no_frames"));
        try (TestingFileSource source = new TestingFileSource(video.file());
                VideoReader reader =
                        FfmpegVideoReader.open(source, "video.mp4", ReaderLimits.DEFAULT)) {
            for (long startUs : List.of(0L, 100_000L)) {
                ClipRequest small = new ClipRequest(startUs, 2_000_000, 640, 1000);
                assertThatThrownBy(() -> MadeClip.of(folder, reader, small))
                        .isInstanceOfSatisfying(
                                RejectedInput.class,
                                e -> assertThat(e.reason()).isEqualTo("too_large"));
            }
        }
    }

    /** The reader stands anywhere afterwards, and reads on as if nothing had been. */
    @Test
    void inAProcessOfItsOwnItIsTheSame() throws Exception {
        Clip video = TestingClips.numbered(folder, "video.mp4", SMALL.withTone(), 100);
        byte[] expected = Files.readAllBytes(MadeClip.of(video.file(), 500, 2500, 640).file());
        ClipRequest request = new ClipRequest(500_000, 2_500_000, 640, 1 << 24);
        try (DecoderSlot slot = new DecoderSlot(DecoderSettings.DEFAULT, ReaderLimits.DEFAULT);
                TestingFileSource source = new TestingFileSource(video.file());
                VideoReader reader = slot.open(source, "video.mp4")) {
            assertThat(Files.readAllBytes(MadeClip.of(folder, reader, request).file()))
                    .isEqualTo(expected);
            Heard heard = new Heard();
            heard.read(reader, Heard.request(0, 1_000_000, 0));
            assertThat(heard.framesUs).isNotEmpty();
            assertThat(Files.readAllBytes(MadeClip.of(folder, reader, request).file()))
                    .isEqualTo(expected);
        }
    }
}
