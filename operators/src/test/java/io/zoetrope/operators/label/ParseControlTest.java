package io.zoetrope.operators.label;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.LabelLimits;
import io.zoetrope.domain.LabelModel;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.TaughtLabel;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.operators.SideOutputs;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParseControlTest {
    @AutoClose private OneInputStreamOperatorTestHarness<RawEvent, TaughtLabel> harness;

    @BeforeEach
    void start() throws Exception {
        harness =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new ParseControl()));
        harness.open();
    }

    private void send(byte[] value) throws Exception {
        harness.processElement(new StreamRecord<>(RawEvent.of(value, 1).at("video.control", 0, 5)));
    }

    private List<DeadLetter> letters() {
        var letters = harness.getSideOutput(SideOutputs.DEAD_LETTERS);
        return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
    }

    @Test
    void readsWhatTheServiceWrites() throws Exception {
        send(TestingLabels.MESSAGE);
        TaughtLabel label = harness.extractOutputValues().get(0);
        assertThat(label.labelId()).isEqualTo("l");
        assertThat(label.tenant()).isEqualTo("acme");
        assertThat(label.name()).isEqualTo("my car");
        assertThat(label.version()).isEqualTo(7);
        assertThat(label)
                .isEqualTo(TestingLabels.label("l", "acme", "my car", 7, TestingLabels.RED));
        assertThat(
                        label.likelihood(
                                FindingKind.OBJECT, TestingLabels.MODEL, "car", TestingLabels.RED))
                .isGreaterThan(LabelModel.SURE);
        assertThat(letters()).isEmpty();
    }

    @Test
    void whatTellsOfSomethingElseIsPassedOver() throws Exception {
        send("{\"v\":1,\"kind\":\"standing_query\",\"what\":[[[1]]]}".getBytes(UTF_8));
        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(letters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    ^^ | ^^ | empty_event
                    {"v":1 | {"v":2 | bad_field
                    {"v":1 | {"v":"1" | bad_field
                    {"v":1 | {"v":1,"v":1 | bad_json
                    {"v":1 | [ | bad_json
                    "label_id":"l" | "label_id":"" | bad_field
                    "tenant":"acme" | "tenant":7 | bad_field
                    my car | a\\u0000b | bad_field
                    "version":7 | "version":0 | bad_field
                    "version":7 | "version":99999999999999999999 | bad_field
                    "of":"objects" | "of":"videos" | bad_field
                    "models":[ | "models":{"a":1},"b":[ | bad_field
                    "prototype":"AACAPwAAAAA=" | "prototype":"AACAPw==" | bad_field
                    "prototype":"AACAPwAAAAA=" | "prototype":"AADAfwAAAAA=" | bad_field
                    "prototype":"AACAPwAAAAA=" | "prototype":"no base64" | bad_field
                    "positives":["AACAPwAAAAA="] | "positives":["AAAA"] | bad_field
                    "mean":"" | "mean":"AACAPw==" | bad_field
                    "drawn":"" | "drawn":"AACAPw==" | bad_field
                    "directions":[] | "directions":["AACAPwAAAAA="] | bad_field
                    "taught":1 | "taught":1.5 | bad_field
                    """)
    void whatCannotBeUsedIsADeadLetter(String what, String instead, String reason)
            throws Exception {
        String message = new String(TestingLabels.MESSAGE, UTF_8);
        send(what.isEmpty() ? new byte[0] : message.replace(what, instead).getBytes(UTF_8));
        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(letters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.problem().reason()).isEqualTo(reason);
                            assertThat(letter.problem().stage()).isEqualTo("parse");
                            assertThat(letter.problem().detail()).isNotEmpty();
                            assertThat(letter.event().topic()).isEqualTo("video.control");
                        });
    }

    @Test
    void aMessageHasABound() throws Exception {
        byte[] large = new byte[LabelLimits.MAX_MESSAGE_BYTES + 1];
        Arrays.fill(large, (byte) ' ');
        System.arraycopy(TestingLabels.MESSAGE, 0, large, 0, TestingLabels.MESSAGE.length);
        send(large);
        send(Arrays.copyOf(large, LabelLimits.MAX_MESSAGE_BYTES));
        assertThat(letters())
                .singleElement()
                .satisfies(l -> assertThat(l.problem().reason()).isEqualTo("event_too_large"));
        assertThat(harness.extractOutputValues()).hasSize(1);
    }

    /** Bytes that were changed by chance are a label or a dead letter, and fail nothing. */
    @Test
    void whateverComesNothingFails() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 3_000; i++) {
            byte[] message = TestingLabels.MESSAGE.clone();
            for (int change = 0; change <= i % 4; change++) {
                message[random.nextInt(message.length)] = (byte) random.nextInt();
            }
            send(i % 5 == 0 ? Arrays.copyOf(message, random.nextInt(message.length)) : message);
        }
        assertThat(letters()).hasSizeGreaterThan(1_000);
        assertThat(harness.extractOutputValues()).hasSizeGreaterThan(10);
    }
}
