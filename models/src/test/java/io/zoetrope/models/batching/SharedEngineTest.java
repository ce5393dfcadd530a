package io.zoetrope.models.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.TinyModels;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engines of real graphs, which those who use the same model share. */
@Timeout(30)
class SharedEngineTest {
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir Path folder;

    @Test
    void subtasksShareOneEngineUntilTheLastIsGone() throws Exception {
        ModelPackage model = TinyModels.clip(folder);
        int before = InferenceEngines.open();
        SharedEngine<byte[], Vector> first = images(model);
        SharedEngine<byte[], Vector> second = images(model);
        assertThat(InferenceEngines.open()).isEqualTo(before + 1);
        assertThat(first.dimension()).isEqualTo(8);
        assertThat(first.shape().width()).isEqualTo(4);

        first.close();
        first.close();
        assertThat(second.submit(new byte[48]).get().dimension()).isEqualTo(8);
        second.close();
        assertThat(InferenceEngines.open()).isEqualTo(before);
    }

    @Test
    void picturesOfQueriesDoNotStandBehindFrames() throws Exception {
        ModelPackage model = TinyModels.clip(folder);
        EngineOptions waiting = new EngineOptions(4, LONG, 1, 16);
        EngineOptions atOnce = new EngineOptions(4, Duration.ZERO, 1, 16);
        try (SharedEngine<byte[], Vector> frames =
                        InferenceEngines.images(model, RuntimeOptions.CPU, (b, p) -> waiting);
                SharedEngine<byte[], Vector> queries =
                        InferenceEngines.queryImages(model, RuntimeOptions.CPU, (b, p) -> atOnce)) {
            CompletableFuture<Vector> frame = frames.submit(new byte[48]);
            assertThat(queries.submit(new byte[48]).get().dimension()).isEqualTo(8);
            assertThat(frame).isNotDone();
        }
    }

    @Test
    void manySubtasksGetTheirOwnAnswers() {
        ModelPackage model = TinyModels.clip(folder);
        try (SharedEngine<byte[], Vector> engine = images(model)) {
            List<Vector> first = run(engine);
            List<Vector> again = run(engine);
            for (int i = 0; i < first.size(); i++) {
                assertThat(first.get(i).dot(again.get(i))).isBetween(0.9999f, 1.0001f);
            }
            assertThat(engine.metrics().items()).isEqualTo(400);
        }
    }

    private static List<Vector> run(SharedEngine<byte[], Vector> engine) {
        return IntStream.range(0, 200)
                .parallel()
                .mapToObj(
                        i -> {
                            byte[] picture = new byte[48];
                            picture[i % 48] = (byte) (i + 1);
                            try {
                                return engine.submit(picture).join();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                .toList();
    }

    private static SharedEngine<byte[], Vector> images(ModelPackage model) {
        return InferenceEngines.images(model, RuntimeOptions.CPU, InferenceEngines.Gathering.AUTO);
    }
}
