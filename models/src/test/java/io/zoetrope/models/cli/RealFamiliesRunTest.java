package io.zoetrope.models.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.ManifestException;
import io.zoetrope.models.packages.manifest.PackageFile;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifests that say "verified" run on the real bytes, as {@code models check} does. */
class RealFamiliesRunTest {
    private static final Path REAL =
            Path.of(System.getProperty("zoetrope.shared", "../../shared"), "models");

    @TempDir Path folder;

    /** The shipped manifest over a copy of the real files and of what comes with the manifest. */
    private ModelPackage complete(String name, String realFolder) throws IOException {
        ModelPackage model = ModelCatalog.bundled().find(name);
        for (PackageFile file : model.manifest().files()) {
            Path real = REAL.resolve(realFolder).resolve(file.path());
            if (model.missing().contains(file)) {
                assumeTrue(Files.exists(real), "no real model at " + real);
                Files.copy(real, folder.resolve(file.path()));
            } else {
                Files.write(folder.resolve(file.path()), model.bytes(file.path()));
            }
        }
        return model.in(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "silero-vad,  silero-vad, speech 0.0",
        "osnet-x0-25, osnet,      512 dimensions",
        "yunet,       yunet,      0 of 1 classes",
        "yamnet,      yamnet,     1024 dimensions"
    })
    void runsOnTheRealBytes(String name, String realFolder, String gives) throws IOException {
        ModelPackage model = complete(name, realFolder);
        assertThat(new Probe(model, RuntimeOptions.CPU).run())
                .singleElement()
                .satisfies(part -> assertThat(part.gives()).startsWith(gives));
    }

    @Test
    void anotherExportOfTheSameWeightsIsRefused() throws IOException {
        ModelPackage model = complete("yolox-nano", "yolox-nano");
        assertThatThrownBy(() -> new Probe(model, RuntimeOptions.CPU).run())
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("expected sha256 c789161ed43c")
                .hasMessageContaining("found 695e750a5d57");
    }
}
