package io.zoetrope.operators.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.operators.RetryPolicy;
import io.zoetrope.operators.TestingReader;
import io.zoetrope.operators.TestingVideos;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbeVideosTest {
    private static final long TIMEOUT_MS = 60_000;

    private final TestingVideos videos = new TestingVideos();

    @BeforeEach
    void reset() {
        TestingReader.reset();
    }

    @Test
    void givesTheVideoItsVersionAndId() throws Exception {
        ProbeOutcome outcome = probe(unknown());

        assertThat(outcome.problem()).isNull();
        assertThat(outcome.media()).isEqualTo(TestingVideos.MEDIA);
        assertThat(outcome.keyFrames().timesUs()).containsExactly(0, 10_000_000);
        assertThat(outcome.arrival().video().version()).isEqualTo("v1");
        assertThat(outcome.arrival().video().videoId())
                .isEqualTo(VideoIds.videoId("default", TestingVideos.URI, "v1"));
        assertThat(outcome.idGiven()).isFalse();
        assertThat(TestingReader.closed).isEqualTo(1);
    }

    @Test
    void keepsAnIdThatTheArrivalBrought() throws Exception {
        VideoArrival arrival = unknown();

        ProbeOutcome outcome = probe(arrival.withVideo(arrival.video().withId("given")));

        assertThat(outcome.arrival().video().videoId()).isEqualTo("given");
        assertThat(outcome.idGiven()).isTrue();
    }

    @Test
    void triesAgainWhereTheStoreDoesNotAnswer() throws Exception {
        TestingReader.ON_OPEN.addAll(List.of(new IOException("1"), new IOException("2")));

        assertThat(probe(unknown()).problem()).isNull();
    }

    @Test
    void givesUpAnUnreachableStore() throws Exception {
        TestingReader.ON_OPEN.addAll(
                List.of(new IOException("1"), new IOException("2"), new IOException("refused")));

        ProbeOutcome outcome = probe(unknown());

        assertThat(outcome.problem().reason()).isEqualTo("unreachable");
        assertThat(outcome.problem().detail()).contains("3 tries").contains("refused");
        assertThat(outcome.arrival().video().videoId())
                .isEqualTo(VideoIds.videoId("default", TestingVideos.URI, ""));
    }

    @Test
    void turnsDownAtOnceWhatNoRetryChanges() throws Exception {
        TestingReader.ON_OPEN.add(new RejectedInput("not_found", "It is not there."));

        ProbeOutcome outcome = probe(unknown());

        assertThat(outcome.problem().reason()).isEqualTo("not_found");
        assertThat(outcome.problem().stage()).isEqualTo("probe");
        assertThat(TestingReader.opened).isZero();
    }

    @Test
    void letsDeletionsPass() throws Exception {
        ProbeOutcome outcome = probe(videos.deleted("").arrival());

        assertThat(outcome.media()).isNull();
        assertThat(outcome.problem()).isNull();
        assertThat(TestingReader.opened).isZero();
    }

    private VideoArrival unknown() {
        VideoArrival arrival = videos.arrival("");
        return arrival.withVideo(arrival.video().withId(""));
    }

    private ProbeOutcome probe(VideoArrival arrival) throws Exception {
        ProbeVideos function =
                new ProbeVideos(TestingReader.access(), new ProbeOptions(2, new RetryPolicy(3, 1)));
        TypeSerializer<VideoArrival> serializer =
                TypeInformation.of(VideoArrival.class).createSerializer(new SerializerConfigImpl());
        try (var harness =
                new OneInputStreamOperatorTestHarness<VideoArrival, ProbeOutcome>(
                        new AsyncWaitOperatorFactory<>(
                                function, TIMEOUT_MS, 4, OutputMode.UNORDERED),
                        serializer)) {
            harness.open();
            harness.processElement(new StreamRecord<>(arrival));
            harness.endInput();
            assertThat(harness.extractOutputValues()).hasSize(1);
            return harness.extractOutputValues().get(0);
        }
    }
}
