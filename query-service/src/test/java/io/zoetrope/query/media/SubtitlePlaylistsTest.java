package io.zoetrope.query.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.lindstrom.m3u8.model.AlternativeRendition;
import io.lindstrom.m3u8.model.MasterPlaylist;
import io.lindstrom.m3u8.model.MediaPlaylist;
import io.lindstrom.m3u8.model.MediaType;
import io.lindstrom.m3u8.parser.MasterPlaylistParser;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import io.lindstrom.m3u8.parser.PlaylistParserException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubtitlePlaylistsTest {
    private static final String MASTER =
            """
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Sound",URI="7/sound/media.m3u8"
            #EXT-X-STREAM-INF:BANDWIDTH=900000,AUDIO="sound"
            7/source/media.m3u8
            #EXT-X-STREAM-INF:BANDWIDTH=400000,AUDIO="sound"
            7/360p/media.m3u8
            """;

    @Test
    void eachVariantHasTheTracks() {
        List<Subtitles.Track> tracks =
                List.of(
                        new Subtitles.Track("en", "English", "en", false),
                        new Subtitles.Track("und-speech", "Dialogue (recognised)", "", true));
        assertThat(SubtitlePlaylists.master(MASTER, tracks))
                .isEqualTo(
                        """
                        #EXTM3U
                        #EXT-X-VERSION:7
                        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Sound",URI="7/sound/media.m3u8"
                        #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",NAME="English",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="subtitles/en.m3u8"
                        #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",NAME="Dialogue (recognised)",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,CHARACTERISTICS="public.machine-generated",URI="subtitles/und-speech.m3u8"
                        #EXT-X-STREAM-INF:BANDWIDTH=900000,AUDIO="sound",SUBTITLES="subtitles"
                        7/source/media.m3u8
                        #EXT-X-STREAM-INF:BANDWIDTH=400000,AUDIO="sound",SUBTITLES="subtitles"
                        7/360p/media.m3u8
                        """);
    }

    /** By a parser that takes nothing that it does not know. */
    @Test
    void othersReadIt() throws PlaylistParserException {
        MasterPlaylist master =
                new MasterPlaylistParser(ParsingMode.STRICT)
                        .readPlaylist(
                                SubtitlePlaylists.master(
                                        MASTER,
                                        List.of(new Subtitles.Track("en", "English", "en", true))));
        assertThat(master.variants())
                .hasSize(2)
                .allSatisfy(variant -> assertThat(variant.subtitles()).contains("subtitles"));
        AlternativeRendition track = master.alternativeRenditions().get(1);
        assertThat(track.type()).isEqualTo(MediaType.SUBTITLES);
        assertThat(track.uri()).contains("subtitles/en.m3u8");
        assertThat(track.characteristics()).containsExactly("public.machine-generated");
        MediaPlaylist list =
                new MediaPlaylistParser(ParsingMode.STRICT)
                        .readPlaylist(SubtitlePlaylists.media("en", 61_250));
        assertThat(list.mediaSegments().get(0).duration()).isEqualTo(61.25);
        assertThat(list.ongoing()).isFalse();
    }

    @Test
    void withoutTracksItIsAsItWasStored() {
        assertThat(SubtitlePlaylists.master(MASTER, List.of())).isEqualTo(MASTER);
    }

    @Test
    void aTrackIsOneFileThatLastsAsLongAsTheVideo() {
        assertThat(SubtitlePlaylists.media("en", 61_250))
                .isEqualTo(
                        """
                        #EXTM3U
                        #EXT-X-VERSION:3
                        #EXT-X-TARGETDURATION:62
                        #EXT-X-MEDIA-SEQUENCE:0
                        #EXT-X-PLAYLIST-TYPE:VOD
                        #EXTINF:61.250,
                        en.vtt
                        #EXT-X-ENDLIST
                        """);
    }
}
