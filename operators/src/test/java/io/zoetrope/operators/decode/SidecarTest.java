package io.zoetrope.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.captions.CaptionLine;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidecarTest {
    private static final long MAX = Long.MAX_VALUE;
    private static final long MIN = Long.MIN_VALUE;

    /** Lines of five seconds that begin at 0, 4, 8, 12 and 16. */
    private final Sidecar five =
            new Sidecar(LongStream.range(0, 5).mapToObj(SidecarTest::line).toList(), 7, null);

    private static CaptionLine line(long number) {
        return new CaptionLine(4 * number, 4 * number + 5, "line " + number, "", "");
    }

    @ParameterizedTest
    @CsvSource({
        MIN + ", 8, " + MAX + ", 0-5 4-9, 0",
        "8, 16, " + MAX + ", 8-13 12-17, 0",
        "16, " + MAX + ", " + MAX + ", 16-21, 0",
        // The video ends at 14: one line is cut, one is dropped.
        "8, " + MAX + ", 14, 8-13 12-14, 1",
        "8, " + MAX + ", 8, '', 3",
        "20, 30, " + MAX + ", '', 0",
    })
    void aLineBelongsToTheSegmentInWhichItStarts(
            long startUs, long endUs, long overUs, String lines, int dropped) {
        Sidecar within = five.within(startUs, endUs, overUs);

        assertThat(String.join(" ", within.lines().stream().map(SidecarTest::times).toList()))
                .isEqualTo(lines);
        assertThat(within.dropped()).isEqualTo(dropped);
    }

    private static String times(CaptionLine line) {
        return line.startUs() + "-" + line.endUs();
    }

    @Test
    void aSegmentHasABoundedNumberOfLines() {
        List<CaptionLine> all = Collections.nCopies(50_000, line(1));

        Sidecar within = new Sidecar(all, 0, null).within(0, 10, MAX);

        assertThat(within.lines()).hasSize(Sidecar.MOST);
        assertThat(within.dropped()).isEqualTo(50_000 - Sidecar.MOST);
    }
}
