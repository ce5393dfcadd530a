package io.zoetrope.operators.observe.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.LineSource;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.media.captions.CaptionLine;
import io.zoetrope.operators.TestingVideos;
import io.zoetrope.operators.decode.DecodedSegment;
import io.zoetrope.operators.decode.Sidecar;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.Stretch;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.observe.SaidLine;
import io.zoetrope.operators.observe.SentenceVectors;
import io.zoetrope.operators.observe.TestingAnalyser;
import io.zoetrope.operators.observe.TestingSentences;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines of captions on their way through {@link ObserveFrames}. */
class CaptionLinesTest {
    private static final Problem UNREADABLE =
            Problem.of(Stage.DECODE, Reason.CAPTIONS_UNREADABLE, "It is a picture.");

    private OneInputStreamOperatorTestHarness<DecodedSegment, ObservedSegment> harness;

    @BeforeEach
    void start() throws Exception {
        TestingAnalyser.reset();
        open(new TestingSentences());
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    @Test
    void eachHasTheVectorOfItsText() throws Exception {
        ObservedSegment seen = observe(sidecar("Where?", "At home."));

        assertThat(seen.lines())
                .containsExactly(
                        new SaidLine(
                                0,
                                1_000_000,
                                "Where?",
                                "en",
                                "BOB",
                                LineSource.SIDECAR,
                                new Vector(new float[] {6})),
                        new SaidLine(
                                2_000_000,
                                3_000_000,
                                "At home.",
                                "en",
                                "BOB",
                                LineSource.SIDECAR,
                                new Vector(new float[] {8})));
        assertThat(seen.models()).containsEntry(Analysers.SENTENCES, TestingSentences.MODEL);
        assertThat(seen.bytes()).isGreaterThan(observe(Sidecar.NONE).bytes());
    }

    @Test
    void withoutASentenceEncoderTheyHaveNone() throws Exception {
        stop();
        open(SentenceVectors.NONE);

        ObservedSegment seen = observe(sidecar("Where?"));

        assertThat(seen.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.vector().dimension()).isZero());
        assertThat(seen.models()).doesNotContainKey(Analysers.SENTENCES);
    }

    @Test
    void captionsThatCannotBeReadArePassedOnAsAProblemOfTheWhole() throws Exception {
        ObservedSegment seen = observe(new Sidecar(List.of(), 0, UNREADABLE));

        assertThat(seen.refusals()).containsExactly(UNREADABLE);
        assertThat(seen.problem()).isNull();
    }

    @Test
    void aLineOfWhichTheModelGivesNoVectorStaysAndIsTold() throws Exception {
        ObservedSegment seen = observe(sidecar("Where?", "huge", "At home."));

        assertThat(seen.lines())
                .extracting(line -> line.text() + line.vector().dimension())
                .containsExactly("Where?1", "huge0", "At home.1");
        assertThat(seen.refusals())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.is(Reason.NO_VECTOR)).isTrue();
                            assertThat(problem.detail())
                                    .startsWith("Analyser 'sentences', segment 3: 1 of what");
                        });
    }

    @Test
    void aSentenceEncoderThatFailsFailsTheTask() {
        assertThatThrownBy(() -> observe(sidecar("Where?", "fail")))
                .hasMessageContaining("'sentences' failed on segment 3");
    }

    private static Sidecar sidecar(String... texts) {
        List<CaptionLine> lines =
                Stream.iterate(0, i -> i < texts.length, i -> i + 1)
                        .map(i -> line(2_000_000L * i, texts[i]))
                        .toList();
        return new Sidecar(lines, 0, null);
    }

    private static CaptionLine line(long startUs, String text) {
        return new CaptionLine(startUs, startUs + 1_000_000, text, "en", "BOB");
    }

    private ObservedSegment observe(Sidecar sidecar) throws Exception {
        VideoRef video = new VideoRef("id", "tenant", "", TestingVideos.URI, "v1");
        Segment segment = Segment.of(video, 1, 3, Stretch.of(0, 10_000_000));
        DecodedSegment decoded =
                DecodedSegment.last(segment, 0, List.of(), 10_000_000).withSidecar(sidecar);
        harness.processElement(new StreamRecord<>(decoded));
        harness.prepareSnapshotPreBarrier(1);
        List<ObservedSegment> seen = harness.extractOutputValues();
        return seen.get(seen.size() - 1);
    }

    private void open(SentenceVectors sentences) throws Exception {
        Analysers analysers = Analysers.of(TestingAnalyser.encoder()).with(sentences);
        harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ObserveFramesFactory(analysers, new ObserveOptions(2, 1 << 20, 60_000)),
                        TypeInformation.of(DecodedSegment.class)
                                .createSerializer(new ExecutionConfig().getSerializerConfig()));
        harness.open();
    }
}
