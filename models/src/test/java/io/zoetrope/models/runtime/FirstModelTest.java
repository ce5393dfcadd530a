package io.zoetrope.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The first model of a process, which decides in what order ONNX Runtime is set up. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class FirstModelTest {
    private static final String ENVIRONMENT = "Initializing 'ai/onnxruntime/OrtEnvironment'";
    private static final String SETTINGS =
            "Initializing 'ai/onnxruntime/OrtSession$SessionOptions'";

    @TempDir Path folder;

    @Test
    void theEnvironmentIsThereBeforeAProviderIsAskedForAndAFallBackIsSaid() throws Exception {
        TinyModels.clip(folder);
        Path classes = folder.resolve("classes.log");
        Path output = folder.resolve("output.log");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xlog:class+init=info:file=" + classes,
                                "-Dorg.apache.logging.log4j.level=WARN",
                                "-cp",
                                classPath(),
                                TestingFirstModel.class.getName(),
                                folder.resolve("tiny-clip").toString(),
                                "cuda,cpu")
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();

        // A provider that cannot be loaded is written to the environment's log: without one,
        // ONNX Runtime fails over the missing log, and no CUDA is ever tried.
        List<String> order =
                Files.readAllLines(classes).stream()
                        .filter(line -> line.contains(ENVIRONMENT) || line.contains(SETTINGS))
                        .toList();
        assertThat(order).hasSize(2);
        assertThat(order.get(0)).contains(ENVIRONMENT);
        assertThat(Files.readString(output))
                .contains("provider in use: cpu")
                .containsPattern("WARN.*image\\.onnx: cannot be loaded on cuda: .*CUDA")
                .containsPattern("WARN.*image\\.onnx: runs on cpu, not on cuda")
                .doesNotContain("DefaultLogger");
    }

    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
