package io.zoetrope.query.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/videos/v/hls/master.m3u8, true",
        "/v1/videos/v/hls/7/720/000001.m4s, true",
        "/v1/videos/v/hls/sprites/0-0.jpg, true",
        "/v1/videos/v/source, true",
        "/v1/videos/v/thumbnail, true",
        "/v1/signed/t/videos/v/hls/master.m3u8, true",
        "/v1/videos/hls/dialogue, false",
        "/v1/videos/crops/moments, false",
        "/v1/labels/crops/candidates, false",
        "/v1/labels/source, false",
        "/v1/videos/v/crops/0000000040-1.jpg, true",
        "/v1/videos/v/clip.mp4, false",
        "/v1/videos/v/hls/subtitles/en.vtt, false",
        "/v1/videos/v/hls/subtitles/en.m3u8, false",
        "/v1/videos/v, false",
        "/v1/search, false"
    })
    void onlyWhatIsReadFromFilesCountsAsMedia(String path, boolean media) {
        assertThat(Door.isMedia(path)).isEqualTo(media);
    }
}
