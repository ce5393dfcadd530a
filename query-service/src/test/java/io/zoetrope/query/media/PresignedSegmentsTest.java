package io.zoetrope.query.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.lindstrom.m3u8.model.MediaPlaylist;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import io.lindstrom.m3u8.parser.PlaylistParserException;
import io.zoetrope.query.options.QueryServiceOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PresignedSegmentsTest {
    private static final String LIST =
            """
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-TARGETDURATION:6
            #EXT-X-MAP:URI="init.mp4"
            #EXTINF:6.000000,
            000000.m4s
            #EXTINF:6.000000,
            #EXT-X-BYTERANGE:100@0
            000001.m4s
            #EXT-X-ENDLIST
            """;

    @Test
    void filesBecomeLinksThatEnd() throws PlaylistParserException {
        QueryServiceOptions.S3 s3 =
                new QueryServiceOptions.S3(
                        Optional.of(URI.create("http://127.0.0.1:9")), "eu-west-1", true, "k", "s");
        try (PresignedSegments segments =
                new PresignedSegments(URI.create("s3a://media/a/"), s3, Duration.ofMinutes(30))) {
            List<String> lines = segments.signed(LIST, "hls/x/7/sound/").lines().toList();
            MediaPlaylist parsed =
                    new MediaPlaylistParser(ParsingMode.STRICT)
                            .readPlaylist(String.join("\n", lines));
            assertThat(parsed.mediaSegments().get(1).uri()).isEqualTo(lines.get(8));
            assertThat(lines).hasSize(10);
            assertThat(lines.get(3))
                    .startsWith(
                            "#EXT-X-MAP:URI=\"http://127.0.0.1:9/media/a/hls/x/7/sound/init.mp4?")
                    .contains("X-Amz-Expires=2250", "response-content-type=audio%2Fmp4")
                    .endsWith("\"");
            assertThat(lines.get(5))
                    .startsWith("http://127.0.0.1:9/media/a/hls/x/7/sound/000000.m4s?")
                    .contains("X-Amz-Signature=", "response-cache-control=");
            assertThat(lines.get(8)).contains("/000001.m4s?");
            assertThat(lines.get(4) + lines.get(7) + lines.get(9))
                    .isEqualTo("#EXTINF:6.000000,#EXT-X-BYTERANGE:100@0#EXT-X-ENDLIST");
            // Signatures name their second: one of the next would be another link.
            long second = Instant.now().getEpochSecond();
            while (Instant.now().getEpochSecond() == second) {
                Thread.onSpinWait();
            }
            assertThat(segments.signed(LIST, "hls/x/7/sound/").lines()).isEqualTo(lines);
        }
    }
}
