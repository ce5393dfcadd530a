package io.zoetrope.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.demux.SoundTrack;
import io.zoetrope.media.ffmpeg.encode.AacEncoder;
import io.zoetrope.media.ffmpeg.encode.SoundStretch;
import io.zoetrope.media.ffmpeg.segment.CopiedSound;
import io.zoetrope.media.ffmpeg.sound.SoundForm;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.javacpp.BytePointer;
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

    @ParameterizedTest
    @CsvSource({"48000, 2", "50000, 2", "6000, 1", "37800, 1"})
    void anyRateIsCopied(int rate, int channels) {
        byte[] configuration = configuration(rate, channels);
        AVCodecParameters codec = Ffmpeg.allocated(avcodec_parameters_alloc());
        try {
            codec.codec_type(AVMEDIA_TYPE_AUDIO).codec_id(AV_CODEC_ID_AAC);
            codec.sample_rate(rate).frame_size(AacEncoder.PACKET_SAMPLES);
            av_channel_layout_default(codec.ch_layout(), channels);
            BytePointer extra = new BytePointer(av_malloc(configuration.length + PADDING));
            extra.put(new byte[configuration.length + PADDING]);
            extra.position(0).put(configuration);
            codec.extradata(extra).extradata_size(configuration.length);
            SoundTrack track =
                    new SoundTrack(1, 1, rate, 0, 0, rate, AacEncoder.PACKET_SAMPLES, 0, false);
            assertThat(CopiedSound.of(track, codec)).isNotNull();
        } finally {
            avcodec_parameters_free(codec);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {96_000, 48_000, 44_100, 22_050, 11_025, 7_350})
    void whatIsTakenIsEncoded(int rate) {
        SoundForm form = new SoundForm(rate, 2);
        assertThat(AacEncoder.takes(form)).isTrue();
        assertThat(new AacEncoder(form, 64_000).encode(new SoundStretch(form, 0), 1, 2)).hasSize(1);
    }
}
