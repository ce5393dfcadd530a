package io.zoetrope.media.ffmpeg.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.Sampling;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameSelectorTest {
    @ParameterizedTest
    @CsvSource({
        // keyFramesOnly, interval, start, answered; frames; chosen
        "false, 0, 0, true, 0 3 5, 0 3 5",
        "false, 10, 0, true, 0 4 8 12 16 20 24, 0 12 20",
        "false, 10, 0, true, 1 9 10 11 35 36, 1 10 35",
        "false, 10, 10, true, 10 11 20, 10 20",
        "false, 10, 15, true, 15 18 21, 21",
        "false, 10, 15, false, 15 18 21, 15 21",
        "true, 10, 0, true, 0 4 9 10 19 20, 0 10 20",
        "true, 0, 0, true, 0 4 9, 0 4 9",
    })
    void selects(
            boolean keys,
            long interval,
            long start,
            boolean answered,
            String frames,
            String chosen) {
        FrameSelector selector =
                new FrameSelector(new Sampling(keys, interval, 0), start, answered);
        FrameSignature same = new FrameSignature();
        List<Long> got =
                numbers(frames).filter(us -> selector.select(us, true, us, same)).boxed().toList();
        assertThat(got).isEqualTo(numbers(chosen).boxed().toList());
    }

    private static LongStream numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToLong(Long::parseLong);
    }
}
