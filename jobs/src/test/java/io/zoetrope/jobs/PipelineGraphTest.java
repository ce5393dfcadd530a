package io.zoetrope.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.connectors.objects.ObjectFiles;
import io.zoetrope.connectors.opensearch.OpenSearchOptions;
import io.zoetrope.connectors.opensearch.write.WriteIndexFactory;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.media.Sampling;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.SentenceVectors;
import io.zoetrope.operators.observe.analysers.PlannedReader;
import io.zoetrope.operators.observe.analysers.TextAnalyser;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Flink makes of the wiring: which steps share a task. */
class PipelineGraphTest {
    private static final String CHAIN = "Order segments -> .*Compose moments -> .*Keep videos.*";
    private static final String CHAIN_WITH_OBJECTS =
            "Order segments -> .*Track objects -> .*Compose moments -> .*Keep videos.*";
    private static final TestingEncoder ENCODER = new TestingEncoder(Sampling.every(1_000_000));

    /** Also if the steps around it run with other parallelisms. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 3, 5})
    void aVideoStaysInOneTaskFromItsOrderToItsDocument(int parallelism) {
        Configuration options = new Configuration();
        options.set(ParallelismOptions.COMPOSE_PARALLELISM, parallelism);

        assertThat(vertices(options))
                .filteredOn(vertex -> vertex.getName().contains("Order segments"))
                .singleElement()
                .satisfies(
                        vertex -> {
                            assertThat(vertex.getName()).matches(CHAIN);
                            assertThat(vertex.getParallelism())
                                    .isEqualTo(parallelism < 0 ? 2 : parallelism);
                        });
    }

    /** Between them, and in the same task. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 3, 5})
    void objectsAreFollowedWhereTheirVideoIs(int parallelism) {
        Configuration options = new Configuration();
        options.set(ParallelismOptions.COMPOSE_PARALLELISM, parallelism);
        Analysers analysers = Analysers.of(ENCODER, new TestingDetector());

        assertThat(vertices(options, analysers))
                .filteredOn(vertex -> vertex.getName().contains("Track objects"))
                .singleElement()
                .satisfies(vertex -> assertThat(vertex.getName()).matches(CHAIN_WITH_OBJECTS));
    }

    @Test
    void withoutADetectorNoObjectIsFollowed() {
        assertThat(vertices(new Configuration()))
                .extracting(JobVertex::getName)
                .noneMatch(name -> name.contains("Track objects"));
    }

    @Test
    void signsAreFollowedWhereTheirVideoIsIfSomebodyReads() {
        PlannedReader reader =
                PlannedReader.find(
                        List.of(),
                        ModelCatalog.DEFAULT_TEXT_DETECTOR,
                        ModelCatalog.DEFAULT_TEXT_RECOGNIZER,
                        RuntimeOptions.CPU);
        Sampling settled = Sampling.settled(1_000_000, 10_000_000);
        TextAnalyser text = new TextAnalyser(reader, SentenceVectors.NONE, settled);

        assertThat(vertices(new Configuration(), Analysers.of(ENCODER, text)))
                .extracting(JobVertex::getName)
                .filteredOn(name -> name.contains("Track texts"))
                .singleElement()
                .asString()
                .matches("Order segments -> .*Track texts -> .*Compose moments -> .*");
        assertThat(vertices(new Configuration()))
                .extracting(JobVertex::getName)
                .noneMatch(name -> name.contains("Track texts"));
    }

    /** None of them is sent to another task, also if observing has slots of its own. */
    @Test
    void picturesAreStoredWhereTheyAreMade() {
        Configuration apart = new Configuration();
        apart.set(ParallelismOptions.OBSERVE_SLOTS, "gpu");
        apart.set(ParallelismOptions.OBSERVE_PARALLELISM, 1);

        assertThat(vertices(new Configuration()))
                .extracting(JobVertex::getName)
                .filteredOn(name -> name.contains("Decode segments"))
                .singleElement()
                .asString()
                .contains("Observe frames", "Store key frames", "Store pictures of objects");
        assertThat(vertices(apart))
                .extracting(JobVertex::getName)
                .anyMatch(name -> name.matches(".*Decode segments.*Store key frames.*"))
                .anyMatch(name -> name.matches(".*Observe frames.*Store pictures of objects.*"));
    }

    @Test
    void everyStepHas720KeyGroups() {
        assertThat(vertices(new Configuration()))
                .isNotEmpty()
                .allSatisfy(vertex -> assertThat(vertex.getMaxParallelism()).isEqualTo(720));
    }

    private static List<JobVertex> vertices(Configuration options) {
        return vertices(options, Analysers.of(ENCODER));
    }

    private static List<JobVertex> vertices(Configuration options, Analysers analysers) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        IndexVideosJob.configure(env);
        PipelineTools tools = new PipelineTools(IndexVideosJob.videos(options), analysers);
        IndexVideosPipeline.build(env, options, nowhere(), tools);
        StreamGraph graph = env.getStreamGraph();
        return graph.getJobGraph().getVerticesSortedTopologicallyFromSources();
    }

    private static PipelineEndpoints nowhere() {
        return new PipelineEndpoints(
                new DataGeneratorSource<>(index -> null, 1, TypeInformation.of(RawEvent.class)),
                new DataGeneratorSource<>(index -> null, 1, TypeInformation.of(RawEvent.class)),
                new DataGeneratorSource<>(index -> null, 1, TypeInformation.of(SegmentDone.class)),
                new DiscardingSink<>(),
                new WriteIndexFactory(OpenSearchOptions.of("http://127.0.0.1:9"), () -> null),
                new DiscardingSink<>(),
                new DiscardingSink<>(),
                new ArchiveEndpoints(
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>()),
                new DiscardingSink<>(),
                new TestingStep<>("removals"),
                ObjectFiles.below("file:///nowhere"));
    }
}
