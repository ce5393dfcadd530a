package io.zoetrope.connectors.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.SegmentDone;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentDoneDocumentTest {
    private static final VideoRef VIDEO = new VideoRef("id", "tenant", "c", "s3a://b/ü.mp4", "v");

    static Stream<SegmentDone> kinds() {
        return Stream.of(
                SegmentDone.done("key", 1_700_000_000_123L, -1, 3, 0, Long.MIN_VALUE),
                SegmentDone.done("key", 1, 7, -1, 80_000_000, 42).ending(true, false),
                SegmentDone.done("key", 1, 7, 7, 80_000_000, 42).ending(true, true),
                SegmentDone.retry("key", 1, 7, 42, "s3a://b", "\"no\"\nanswer"),
                SegmentDone.concluded(VIDEO, 1, 7, 42, IndexingState.PARTIAL, 1_700_000_000_123L));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isReadAsItWasWritten(SegmentDone done) {
        byte[] json = SegmentDoneDocument.encode(done);

        assertThat(new String(json, UTF_8)).doesNotContain("\n");
        assertThat(SegmentDoneDocument.decode(json)).isEqualTo(done);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "text",
                "{\"v\":2,\"kind\":\"done\",\"video\":\"k\",\"generation\":1,\"index\":1,\"arrived\":1,\"end_us\":1,\"ended\":false,\"stop\":false,\"run\":1}",
                "{\"v\":1,\"kind\":\"undone\",\"video\":\"k\",\"generation\":1,\"index\":1,\"arrived\":1,\"end_us\":1,\"ended\":false,\"stop\":false,\"run\":1}",
                "{\"v\":1,\"kind\":\"done\",\"video\":\"\",\"generation\":1,\"index\":1,\"arrived\":1,\"end_us\":1,\"ended\":false,\"stop\":false,\"run\":1}",
                "{\"v\":1,\"kind\":\"done\",\"video\":\"k\",\"generation\":1,\"index\":3000000000,\"arrived\":1,\"end_us\":1,\"ended\":false,\"stop\":false,\"run\":1}",
                "{\"v\":1,\"kind\":\"done\",\"video\":\"k\",\"generation\":1.5,\"index\":1,\"arrived\":1,\"end_us\":1,\"ended\":false,\"stop\":false,\"run\":1}",
                "{\"v\":1,\"kind\":\"done\",\"video\":\"k\",\"generation\":1,\"index\":1,\"arrived\":1,\"end_us\":1,\"ended\":\"yes\",\"stop\":false,\"run\":1}",
                "{\"v\":1,\"kind\":\"concluded\",\"video\":\"k\",\"generation\":1,\"index\":1,\"arrived\":1,\"end_us\":1,\"ended\":true,\"stop\":false,\"run\":1,\"state\":\"gone\"}"
            })
    void refusesWhatItDidNotWrite(String json) {
        assertThat(SegmentDoneDocument.decode(json.getBytes(UTF_8))).isNull();
    }

    @Test
    void refusesWhatIsNoMessageAndWhatIsTooLongOrTooDeep() {
        assertThat(SegmentDoneDocument.decode(null)).isNull();
        assertThat(SegmentDoneDocument.decode(new byte[] {0, 0, 0, 0, 42, '{', '}'})).isNull();
        assertThat(SegmentDoneDocument.decode("[".repeat(30_000).getBytes(UTF_8))).isNull();
        assertThat(SegmentDoneDocument.decode(" ".repeat(900_000).getBytes(UTF_8))).isNull();
    }

    @Test
    void nothingThatStandsInAMessageIsThrown() {
        Random random = new Random(7);
        byte[][] seeds = kinds().map(SegmentDoneDocument::encode).toArray(byte[][]::new);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] message = seeds[i % seeds.length].clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                message[random.nextInt(message.length)] = (byte) random.nextInt(256);
            }
            SegmentDone done = SegmentDoneDocument.decode(message);
            if (done != null) {
                read++;
                assertThat(done.kind()).isNotNull();
                assertThat(done.videoKey()).isNotEmpty();
            }
        }
        assertThat(read).isPositive();
    }
}
