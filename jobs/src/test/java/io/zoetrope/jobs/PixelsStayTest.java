package io.zoetrope.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.Sampling;
import io.zoetrope.operators.decode.DecodedSegment;
import io.zoetrope.operators.observe.Analyser;
import io.zoetrope.operators.observe.AnalyserInput;
import io.zoetrope.operators.observe.AnalyserSpec;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.Observation;
import io.zoetrope.operators.observe.run.ObserveFrames;
import java.awt.Color;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamConfig;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where pixels are in the job: in one task, in no checkpoint, on no edge of a network. */
class PixelsStayTest {
    private static final Sampling SECONDS = Sampling.every(1_000_000);

    @TempDir Path folder;

    /** Answers when a test says so. What it holds is static: analysers are copied. */
    private static final class HeldEncoder implements Analyser {
        private static final long serialVersionUID = 1L;
        private static final FrameShape SHAPE = new FrameShape(224, 224, FrameShape.Fit.STRETCH, 0);
        private static final List<CompletableFuture<Observation>> HELD = new ArrayList<>();
        private static boolean released;

        static synchronized void reset() {
            HELD.clear();
            released = false;
        }

        static synchronized int held() {
            return HELD.size();
        }

        static synchronized void release() {
            released = true;
            HELD.forEach(HeldEncoder::answer);
            HELD.clear();
        }

        private static void answer(CompletableFuture<Observation> question) {
            question.complete(Observation.of(new Vector(new float[] {1})));
        }

        @Override
        public AnalyserSpec spec() {
            return AnalyserSpec.of(Analysers.VISUAL, new ModelRef("held", "1"), SECONDS, SHAPE)
                    .withVectors(1);
        }

        @Override
        public CompletableFuture<Observation> observe(AnalyserInput picture) {
            synchronized (HeldEncoder.class) {
                CompletableFuture<Observation> question = new CompletableFuture<>();
                if (released) {
                    answer(question);
                } else {
                    HELD.add(question);
                }
                return question;
            }
        }
    }

    @Test
    void decodingAndObservingAreOneTask() {
        StreamGraph graph = graph(new Configuration());

        assertThat(edgesWithPixels(graph)).containsExactly("Decode segments -> Observe frames");
        assertThat(tasks(graph))
                .filteredOn(task -> task.contains("Decode segments"))
                .singleElement()
                .satisfies(task -> assertThat(task).contains("Observe frames"));
    }

    @Test
    void observingOnOtherMachinesIsConfiguration() {
        Configuration options = new Configuration();
        options.set(ParallelismOptions.OBSERVE_SLOTS, "gpu");
        StreamGraph graph = graph(options);

        assertThat(edgesWithPixels(graph)).containsExactly("Decode segments -> Observe frames");
        assertThat(tasks(graph))
                .filteredOn(task -> task.contains("Observe frames"))
                .singleElement()
                .satisfies(task -> assertThat(task).doesNotContain("Decode segments"));
        assertThat(node(graph, "Observe frames").getSlotSharingGroup()).isEqualTo("gpu");
        assertThat(node(graph, "Decode segments").getSlotSharingGroup()).isEqualTo("default");
    }

    @Test
    void pixelsAreInNoCheckpoint() throws Exception {
        HeldEncoder.reset();
        List<Path> videos = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Path video = folder.resolve(i + ".mp4");
            videos.add(IndexingRig.real(TwoShots.make(video, Color.RED, 10, Color.BLUE, 10)));
        }
        try (CollectingJob job =
                CollectingJob.start(
                        folder.toRealPath(),
                        videos,
                        new Configuration(),
                        Analysers.of(new HeldEncoder()))) {
            job.await("pictures to be in flight", () -> HeldEncoder.held() >= 20);
            CompletableFuture<String> snapshot = snapshot(job);
            job.await("the barrier to stand before the pictures", PixelsStayTest::barrierWaits);
            assertThat(HeldEncoder.held()).isGreaterThanOrEqualTo(20);
            HeldEncoder.release();
            long meanwhile = bytes(snapshot);

            job.await("the videos to end", () -> ended() == videos.size());
            long afterwards = bytes(snapshot(job));
            assertThat(meanwhile)
                    .as("20 pictures were in flight, and less than one more is written")
                    .isLessThan(afterwards + HeldEncoder.SHAPE.bytes());
        }
    }

    private CompletableFuture<String> snapshot(CollectingJob job) {
        return job.client.triggerSavepoint(
                folder.resolve("savepoints").toUri().toString(), SavepointFormatType.NATIVE);
    }

    private static long ended() {
        return TestingSink.kept("index", IndexChange.class).stream()
                .filter(change -> change.status() != null && change.status().state().isFinal())
                .count();
    }

    private static boolean barrierWaits() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(
                        call ->
                                call.getClassName().equals(ObserveFrames.class.getName())
                                        && call.getMethodName()
                                                .equals("prepareSnapshotPreBarrier"));
    }

    private static long bytes(CompletableFuture<String> snapshot) throws Exception {
        Path folder = Path.of(URI.create(snapshot.get(60, TimeUnit.SECONDS)));
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private StreamGraph graph(Configuration options) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(2, new Configuration());
        Configuration all = CollectingJob.options(folder);
        all.addAll(options);
        CollectingJob.define(env, all, Analysers.of(new HeldEncoder()));
        return env.getStreamGraph();
    }

    private static List<String> edgesWithPixels(StreamGraph graph) {
        TypeSerializer<?> pixels =
                TypeInformation.of(DecodedSegment.class)
                        .createSerializer(graph.getExecutionConfig().getSerializerConfig());
        List<String> edges = new ArrayList<>();
        for (StreamNode node : graph.getStreamNodes()) {
            for (StreamEdge edge : node.getOutEdges()) {
                boolean carries =
                        edge.getOutputTag() == null && pixels.equals(node.getTypeSerializerOut());
                if (carries) {
                    StreamNode target = graph.getStreamNode(edge.getTargetId());
                    edges.add(node.getOperatorName() + " -> " + target.getOperatorName());
                }
            }
        }
        return edges;
    }

    private static StreamNode node(StreamGraph graph, String name) {
        return graph.getStreamNodes().stream()
                .filter(node -> node.getOperatorName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The operators of each task, by name. */
    private static List<List<String>> tasks(StreamGraph graph) {
        List<List<String>> tasks = new ArrayList<>();
        for (JobVertex vertex : graph.getJobGraph().getVertices()) {
            StreamConfig head = new StreamConfig(vertex.getConfiguration());
            List<String> names = new ArrayList<>(List.of(head.getOperatorName()));
            head.getTransitiveChainedTaskConfigs(PixelsStayTest.class.getClassLoader())
                    .values()
                    .forEach(chained -> names.add(chained.getOperatorName()));
            tasks.add(names);
        }
        return tasks;
    }
}
