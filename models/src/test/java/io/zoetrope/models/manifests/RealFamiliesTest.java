package io.zoetrope.models.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zoetrope.models.packages.Checksums;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.PackageFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests of the real families, and their checksums if the real bytes are at hand. */
class RealFamiliesTest {
    private static final Path REAL =
            Path.of(System.getProperty("zoetrope.shared", "../../shared"), "models");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clip-vit-b32",
                "siglip-base",
                "yolox-nano",
                "yolox-tiny",
                "yolox-s",
                "yunet",
                "silero-vad",
                "whisper-tiny-en",
                "whisper-base-en",
                "yamnet",
                "osnet-x0-25",
                "bge-small-en",
                "minilm-multilingual"
            })
    void isInTheCatalogAndSaysWhereItsFilesAre(String name) {
        ModelPackage model = ModelCatalog.bundled().find(name);
        assertThat(model.manifest().about().licence()).isNotBlank();
        assertThat(
                        model.manifest().about().verified()
                                || !model.manifest().about().note().isEmpty())
                .as("an unverified package says so in its note")
                .isTrue();
        for (PackageFile file : model.missing()) {
            assertThat(file.url().startsWith("https://") || name.equals("yamnet"))
                    .as(file.path())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "silero-vad,  silero_vad.onnx",
        "osnet,       osnet_x0_25_msmt17.onnx",
        "yunet,       face_detection_yunet_2023mar.onnx",
        "yamnet,      yamnet.converted.onnx"
    })
    void verifiedChecksumsAreThoseOfTheRealBytes(String folder, String path) throws IOException {
        Path real = REAL.resolve(folder).resolve(path);
        assumeTrue(Files.exists(real), "no real model at " + real);
        String name = folder.equals("osnet") ? "osnet-x0-25" : folder;
        ModelPackage model = ModelCatalog.bundled().find(name);
        PackageFile file = model.manifest().file(path).orElseThrow();
        byte[] bytes = Files.readAllBytes(real);
        assertThat(model.manifest().about().verified()).isTrue();
        assertThat(HexFormat.of().formatHex(Checksums.sha256().digest(bytes)))
                .isEqualTo(file.sha256());
        assertThat(bytes.length).isEqualTo(file.bytes());
    }

    @Test
    void yamnetHasItsLabels() {
        assertThat(ModelCatalog.bundled().find("yamnet").labels())
                .hasSize(521)
                .startsWith("Speech")
                .endsWith("Field recording");
    }
}
