package io.zoetrope.operators.decode;

import static io.zoetrope.operators.decode.TestingDecoding.segment;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.captions.CaptionLine;
import io.zoetrope.operators.TestingReader;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stores that break off and decoders that are lost in the middle of a segment. */
class DecodeFaultsTest {
    @AutoClose private TestingDecoding decoding;

    @BeforeEach
    void start() throws Exception {
        decoding = new TestingDecoding(false);
    }

    @Test
    void goesOnAfterABreakWithoutRepeatingFrames() throws Exception {
        TestingReader.BREAKS.addAll(List.of(6, -1));

        decoding.decode(segment(0, 2));

        assertThat(decoding.parts()).containsExactly("0: 0..3", "1: 4..7", "2: 8..9 last");
        assertThat(TestingReader.opened).isEqualTo(2);
        assertThat(decoding.keyFrames()).hasSize(10);
        assertThat(decoding.told()).isEmpty();
    }

    @Test
    void sendsBackWhatItsStoreDoesNotGive() throws Exception {
        TestingReader.BREAKS.addAll(List.of(6, 0));

        decoding.decode(segment(0, 2).sentTo(0, 7));

        // What left already is no end, and comes again with the segment.
        assertThat(decoding.parts()).containsExactly("0: 0..3");
        String key = segment(0, 2).video().key();
        assertThat(decoding.told())
                .containsExactly(SegmentDone.retry(key, 1, 0, 7, "file:", "connection reset"));

        decoding.decode(segment(0, 2).sentTo(0, 7));

        assertThat(decoding.parts())
                .containsExactly("0: 0..3", "0: 0..3", "1: 4..7", "2: 8..9 last");
    }

    @Test
    void replacesALostDecoderOnce() throws Exception {
        TestingReader.BREAKS.addAll(List.of(6, -1));
        TestingReader.breaksWith = new DecoderLost(DecoderLost.CRASH, "signal 11");

        decoding.decode(segment(0, 2));

        assertThat(decoding.parts()).containsExactly("0: 0..3", "1: 4..7", "2: 8..9 last");
        assertThat(TestingReader.opened).isEqualTo(2);
    }

    @Test
    void givesTheVideoUpAfterItsSecondDecoderAndKeepsWhatCame() throws Exception {
        TestingReader.BREAKS.addAll(List.of(6, 7));
        TestingReader.breaksWith = new DecoderLost(DecoderLost.CRASH, "signal 11");

        decoding.decode(segment(0, 2));

        assertThat(decoding.parts()).containsExactly("0: 0..3", "1: 4..6 last decoder_crash stop");
        assertThat(decoding.decoded().get(1).problem().detail())
                .contains("2 decoders")
                .contains("signal 11");
        assertThat(decoding.told()).isEmpty();
        // The next video is not the worse for it.
        decoding.decode(segment(1, 2));
        assertThat(decoding.parts().get(4)).isEqualTo("2: 18..19 last");
    }

    @Test
    void whatIsSaidInASegmentThatNoDecoderSurvivesIsReadAlone() throws Exception {
        decoding.close();
        decoding = new TestingDecoding(true);
        CaptionLine said = new CaptionLine(12_000_000, 13_000_000, "Said.", "en", "", 0);
        TestingReader.captions = List.of(said);
        TestingReader.BREAKS.addAll(List.of(1, 1));
        TestingReader.breaksWith = new DecoderLost(DecoderLost.CRASH, "signal 11");

        decoding.decode(segment(1, 2));

        assertThat(decoding.parts()).containsExactly("0: 10..10 last decoder_crash stop");
        DecodedSegment last = decoding.decoded().get(0);
        assertThat(last.captions()).containsExactly(said);
        assertThat(last.problem().detail())
                .contains("captions inside it, if there are any, are missing after 20.0 s");
        assertThat(TestingReader.opened).isEqualTo(3);
    }

    @Test
    void orSaidToBeMissing() throws Exception {
        decoding.close();
        decoding = new TestingDecoding(true);
        TestingReader.BREAKS.addAll(List.of(1, 1, 0));
        TestingReader.breaksWith = new DecoderLost(DecoderLost.CRASH, "signal 11");

        decoding.decode(segment(1, 2));

        assertThat(decoding.parts()).containsExactly("0: 10..10 last decoder_crash stop");
        DecodedSegment last = decoding.decoded().get(0);
        assertThat(last.captions()).isEmpty();
        assertThat(last.problem().detail())
                .contains("captions inside it, if there are any, are missing after 10.0 s");
    }

    @Test
    void storesAndDecodersAreCountedApart() throws Exception {
        TestingReader.ON_OPEN.add(new IOException("away"));
        TestingReader.BREAKS.addAll(List.of(1, 2));
        TestingReader.breaksWith = new DecoderLost(DecoderLost.TIMEOUT, "nothing");

        decoding.decode(segment(0, 2));

        assertThat(decoding.parts())
                .hasSize(1)
                .first()
                .isEqualTo("0: 0..1 last decoder_timeout stop");
    }
}
