package io.zoetrope.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserPlaybackTest {
    private static final String MP4 = "mov,mp4,m4a,3gp,3g2,mj2";
    private static final String MATROSKA = "matroska,webm";

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        // container, video, audio, whether it plays
        "mp4, h264, aac, true",
        "mp4, h264, mp3, true",
        "mp4, h264, '', true",
        "mp4, av1, opus, true",
        "mp4, vp9, flac, true",
        "mp4, hevc, aac, false",
        "mp4, vvc, aac, false",
        "mp4, mpeg4, aac, false",
        "mp4, prores, pcm_s16le, false",
        "mp4, h264, ac3, false",
        "mp4, h264, alac, false",
        "mp4, h263, amr_nb, false",
        "mp4, mjpeg, '', false",
        "mp4, '', aac, false",
        "webm, vp8, vorbis, true",
        "webm, vp9, opus, true",
        "webm, av1, '', true",
        "webm, h264, aac, false",
        "webm, vp9, aac, false",
        "webm, hevc, opus, false",
        "webm, ffv1, flac, false",
        "avi, h264, mp3, false",
        "avi, mpeg4, mp3, false",
        "flv, h264, aac, false",
        "asf, wmv2, wmav2, false",
        "ogg, theora, vorbis, false",
        "mpegts, h264, aac, false",
        "mpeg, mpeg2video, mp2, false",
        "'', h264, aac, false"
    })
    void saysWhatBrowsersPlay(String container, String video, String audio, boolean plays) {
        String demuxer =
                switch (container) {
                    case "mp4" -> MP4;
                    case "webm" -> MATROSKA;
                    default -> container;
                };
        assertThat(BrowserPlayback.plays(demuxer, video, audio)).isEqualTo(plays);
    }
}
