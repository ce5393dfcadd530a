package io.zoetrope.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.demux.SoundTrack;
import io.zoetrope.media.ffmpeg.encode.AacEncoder;
import io.zoetrope.media.ffmpeg.encode.AacRun;
import io.zoetrope.media.ffmpeg.encode.SoundStretch;
import io.zoetrope.media.ffmpeg.segment.CopiedSound;
import io.zoetrope.media.ffmpeg.segment.MadeSegments;
import io.zoetrope.media.ffmpeg.sound.Heard;
import io.zoetrope.media.ffmpeg.sound.SoundForm;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FilmMaker;
import io.zoetrope.testing.clips.SoundOptions;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopiedSoundTest {
    private static final int PADDING = 64;

    static {
        Ffmpeg.load();
    }

    /** AudioSpecificConfig of AAC-LC with its rate in 24 bits (ISO/IEC 14496-3 §1.6.2.1). */
    private static byte[] configuration(int rate, int channels) {
        long bits = 2L << 35 | 15L << 31 | (long) rate << 7 | (long) channels << 3;
        return Arrays.copyOfRange(ByteBuffer.allocate(8).putLong(bits).array(), 3, 8);
    }

    /** Of AAC of 44,100 in which plain packets of 22,050 stand, mono. */
    private static byte[] highEfficiency() {
        int bits = 5 << 27 | 7 << 23 | 1 << 19 | 4 << 15 | 2 << 10;
        return ByteBuffer.allocate(4).putInt(bits).array();
    }

    /** Where there is no packet of silence for holes, it is encoded. */
    @ParameterizedTest
    @CsvSource({"48000, 2, true", "50000, 2, false", "6000, 1, false", "37800, 1, false"})
    void whatCanBeFilledIsCopied(int rate, int channels, boolean copied) {
        AVCodecParameters codec = Ffmpeg.allocated(avcodec_parameters_alloc());
        try {
            codec.codec_type(AVMEDIA_TYPE_AUDIO).codec_id(AV_CODEC_ID_AAC);
            codec.sample_rate(rate).frame_size(AacRun.PACKET_SAMPLES);
            av_channel_layout_default(codec.ch_layout(), channels);
            configure(codec, configuration(rate, channels));
            SoundTrack track =
                    new SoundTrack(1, 1, rate, 0, 0, rate, AacRun.PACKET_SAMPLES, 0, false);
            assertThat(CopiedSound.of(track, codec) != null).isEqualTo(copied);
        } finally {
            avcodec_parameters_free(codec);
        }
    }

    private static void configure(AVCodecParameters codec, byte[] configuration) {
        BytePointer extra = new BytePointer(av_malloc(configuration.length + PADDING));
        extra.put(new byte[configuration.length + PADDING]);
        extra.position(0).put(configuration);
        codec.extradata(extra).extradata_size(configuration.length);
    }

    /** Decoders do without what goes beside plain packets: it is missing here. */
    @Test
    void aHoleInSoundOfHighEfficiencyIsSilence(@TempDir Path folder) throws Exception {
        Path pictures =
                FilmMaker.of(folder.resolve("pictures.mp4"))
                        .pictures(ClipOptions.h264(64, 64, 25), 150)
                        .make();
        SoundOptions tone = SoundOptions.of("aac", 22_050, 6, SoundOptions.tone(440)).withGap(1.5);
        Path plain = FilmMaker.of(folder.resolve("sound.mp4")).sound(tone).make();
        Path film = folder.resolve("film.mp4");
        TestingRemux.copy(
                List.of(pictures, plain),
                film,
                0,
                out -> {
                    AVCodecParameters sound = out.streams(1).codecpar();
                    sound.sample_rate(44_100).frame_size(2 * AacRun.PACKET_SAMPLES);
                    configure(sound, highEfficiency());
                });
        MadeSegments made = new MadeSegments();
        try (TestingFileSource source = new TestingFileSource(film);
                FfmpegVideoReader reader =
                        FfmpegVideoReader.open(source, "film.mp4", ReaderLimits.DEFAULT)) {
            for (int i = 0; i < 3; i++) {
                long endUs = i < 2 ? (i + 1) * 2_000_000L : Long.MAX_VALUE;
                made.make(reader, new SegmentRequest(i, i * 2_000_000L, endUs, -1));
            }
        }
        assertThat(made.track(0, 1).codec()).isEqualTo("mp4a.40.5");
        Path joined = Files.write(folder.resolve("joined.mp4"), made.joined(1));
        Heard heard = Heard.whole(joined);
        // What is left of the hole behind whole packets of silence is shorter than one.
        List<Long> places = heard.places();
        for (int i = 1; i + 1 < places.size(); i += 2) {
            assertThat((places.get(i + 1) - places.get(i)) / (double) Heard.RATE)
                    .isLessThan(2.0 * AacRun.PACKET_SAMPLES / 44_100);
        }
        short[] line = heard.line();
        int offset = MadeTrack.OFFSET_SECONDS;
        assertThat(Heard.loudness(line, offset + 2.5, offset + 2.9)).isGreaterThan(1000);
        assertThat(Heard.loudness(line, offset + 3.2, offset + 4.2)).isLessThan(20);
        assertThat(Heard.loudness(line, offset + 4.7, offset + 5.5)).isGreaterThan(1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {96_000, 48_000, 44_100, 22_050, 11_025, 7_350})
    void whatIsTakenIsEncoded(int rate) {
        SoundForm form = new SoundForm(rate, 2);
        assertThat(AacRun.takes(form)).isTrue();
        assertThat(new AacEncoder(form, 64_000).encode(new SoundStretch(form, 0), 1, 2)).hasSize(1);
    }
}
