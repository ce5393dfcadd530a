package io.zoetrope.media.process.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.Rational;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures are displayed wider than they are stored. */
class SegmentFormatTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 9216, 16 * 16_880})
    void aPictureMayBeDisplayedSoWide(int width) throws IOException {
        SegmentReport report = new SegmentReport(true, List.of(track(width)));
        assertThat(heard(report)).isEqualTo(report);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MAX_VALUE})
    void noPictureIsSoWide(int width) {
        assertThatThrownBy(() -> heard(new SegmentReport(true, List.of(track(width)))))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("a picture of side " + width);
    }

    private static MadeTrack track(int width) {
        return new MadeTrack(
                MadeTrack.COPIED,
                "avc1.640028",
                width,
                1080,
                Rational.UNKNOWN,
                1_000,
                0,
                1_000,
                10,
                true);
    }

    private static SegmentReport heard(SegmentReport report) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        MessageOutput out = new MessageOutput(new StreamChannel(said), false);
        SegmentFormat.put(out.begin(Kind.SEGMENT_REPORT), report);
        out.send();
        MessageInput in = new MessageInput(new ByteArrayInputStream(said.toByteArray()));
        in.next();
        SegmentReport heard = SegmentFormat.report(in);
        in.end();
        return heard;
    }
}
