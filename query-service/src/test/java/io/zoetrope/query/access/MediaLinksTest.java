package io.zoetrope.query.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MediaLinksTest {
    private static final String TOKEN = "/v1/signed/[A-Za-z0-9_-]{36}";
    private final MediaLinks links =
            new MediaLinks(
                    new Links(
                            QueryServiceOptions.of(Map.of(QueryOption.TOKEN_SECRET, "x".repeat(16)))
                                    .tokens(),
                            Clock.systemUTC()),
                    "0123456789ab");

    @Test
    void aPathKeepsItsParametersAndItsTime() {
        assertThat(links.to("/v1/videos/v/thumbnail?ms=10"))
                .matches(TOKEN + "/videos/v/thumbnail\\?ms=10");
        assertThat(links.to("/v1/videos/v/source#t=1.5"))
                .matches(TOKEN + "/videos/v/source#t=1\\.5")
                .startsWith(links.to("/v1/videos/v/source") + "#");
        assertThat(links.to(null)).isNull();
    }

    @Test
    void oneTokenIsGoodForAllOfAPlaylistAndNothingElse() {
        assertThat(MediaLinks.thing("/v1/videos/hls/thumbnail?ms=0"))
                .as("a video that is called hls")
                .isEqualTo("/v1/videos/hls/thumbnail?ms=0");
        assertThat(MediaLinks.thing("/v1/videos/v/hls/master.m3u8"))
                .isEqualTo(MediaLinks.thing("/v1/videos/v/hls/720/seg-1.m4s"))
                .isNotEqualTo(MediaLinks.thing("/v1/videos/w/hls/master.m3u8"));
        assertThat(MediaLinks.thing("/v1/videos/v/thumbnail?ms=1"))
                .isNotEqualTo(MediaLinks.thing("/v1/videos/v/thumbnail?ms=2"));
    }

    @Test
    void anOpenServiceSignsNothing() {
        assertThat(MediaLinks.plain().to("/v1/videos/v/source")).isEqualTo("/v1/videos/v/source");
    }
}
