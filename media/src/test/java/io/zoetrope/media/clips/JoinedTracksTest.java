package io.zoetrope.media.clips;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is joined well is decoded in the query service's {@code ClipsITCase}. */
class JoinedTracksTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "no boxes in here",
                "\0\0\0\10ftyp",
                "\0\0\0\20moov\0\0\0\10trak",
                "\177\177\177\177moov"
            })
    void whatIsNoHeadIsRefused(String head) {
        assertThatThrownBy(() -> JoinedTracks.head(bytes(head), bytes(head)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "no boxes in here",
                "\0\0\0\10moof",
                "\0\0\0\20moof\0\0\0\10traf",
                "\0\0\0\30moof\0\0\0\20traf\0\0\0\11tfhd"
            })
    void whatIsNoSegmentIsRefused(String segment) {
        assertThatThrownBy(() -> JoinedTracks.makeSecond(bytes(segment)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
