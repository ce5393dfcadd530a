package io.zoetrope.models.packages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.models.packages.manifest.ManifestException;
import io.zoetrope.models.packages.manifest.PackageFile;
import io.zoetrope.models.runtime.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCatalogTest {
    @TempDir Path folder;

    @Test
    void theFirstFolderWins() {
        TinyModels.clip(folder.resolve("a"));
        TinyModels.clip(folder.resolve("b"));

        ModelCatalog catalog =
                new ModelCatalog(
                        List.of(folder.resolve("b"), folder.resolve("a"), folder.resolve("none")));

        assertThat(catalog.find("tiny-clip").location())
                .isEqualTo(folder.resolve("b/tiny-clip").toString());
    }

    @Test
    void aFolderMayBeAPackageItself() {
        TinyModels.clip(folder);

        assertThat(new ModelCatalog(List.of(folder.resolve("tiny-clip"))).list())
                .extracting(ModelPackage::name)
                .contains("tiny-clip");
    }

    @Test
    void aBrokenPackageIsOnlyAnErrorForThoseWhoWantIt() throws IOException {
        TinyModels.clip(folder);
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(broken.resolve("model.yaml"), "format: 9");
        ModelCatalog catalog = new ModelCatalog(List.of(folder));

        assertThat(catalog.find("tiny-clip").missing()).isEmpty();
        assertThatThrownBy(() -> catalog.find("broken"))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("broken/model.yaml: format: expected 1");
        assertThat(catalog.passedOver()).containsOnlyKeys("broken");
        assertThat(catalog.passedOver().get("broken")).contains("format: expected 1");
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        TinyModels.clip(folder);

        assertThatThrownBy(() -> new ModelCatalog(List.of(folder)).find("clip"))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("no model package 'clip'")
                .hasMessageContaining("tiny-clip");
    }

    @Test
    void aFileThatWasNotPulledSaysWhatToDo() throws IOException {
        ModelPackage model = TinyModels.clip(folder);
        Path manifest = folder.resolve("tiny-clip/model.yaml");
        String pulled =
                Files.readString(manifest)
                        .replace(
                                "{path: image.onnx,",
                                "{path: image.onnx, url: 'https://example.org/image.onnx',");
        Files.writeString(manifest, pulled);
        Files.delete(folder.resolve("tiny-clip/image.onnx"));

        ModelPackage again = ModelPackage.at(folder.resolve("tiny-clip"));

        assertThat(model.missing()).extracting(PackageFile::path).containsExactly("image.onnx");
        assertThatThrownBy(() -> again.file("image.onnx"))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("tiny-clip/image.onnx: is not there")
                .hasMessageEndingWith("run: models pull tiny-clip");
    }

    @Test
    void aChangedFileIsRefused() throws IOException {
        ModelPackage model = TinyModels.clip(folder);
        Files.writeString(folder.resolve("tiny-clip/words.txt"), "other");

        assertThatThrownBy(() -> model.lines("words.txt"))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("tiny-clip/words.txt: expected sha256");
    }

    @Test
    void aPullTakesTheBundledManifestBeforeThatOfItsTarget() throws IOException {
        TinyModels.clip(folder);
        Path pulled = Files.createDirectories(folder.resolve(ModelCatalog.DEFAULT_AUDIO));
        ModelPackage bundled = ModelCatalog.bundled().find(ModelCatalog.DEFAULT_AUDIO);
        for (String yaml : List.of(new String(bundled.manifestBytes(), UTF_8), "format: 9")) {
            Files.writeString(pulled.resolve("model.yaml"), yaml);
            for (List<Path> given : List.of(List.<Path>of(), List.of(folder))) {
                ModelCatalog catalog = ModelCatalog.forPull(given, folder);
                assertThat(catalog.find(bundled.name()).location()).isEqualTo(bundled.location());
                assertThat(catalog.find("tiny-clip").missing()).isEmpty();
            }
        }
    }

    @Test
    void aPullTakesTheGivenFoldersFirst() {
        TinyModels.clip(folder.resolve("given"));
        TinyModels.clip(folder.resolve("target"));

        ModelCatalog catalog =
                ModelCatalog.forPull(List.of(folder.resolve("given")), folder.resolve("target"));

        assertThat(catalog.find("tiny-clip").location())
                .isEqualTo(folder.resolve("given/tiny-clip").toString());
    }

    @Test
    void aVariantThatWasNotPulledSaysWhichToPull() {
        ModelPackage clip = ModelCatalog.bundled().find("clip-vit-b32");

        assertThatThrownBy(() -> clip.file("vision_model.onnx"))
                .hasMessageEndingWith("run: models pull clip-vit-b32");
        assertThatThrownBy(() -> clip.file("vision_model_quantized.onnx"))
                .hasMessageEndingWith("run: models pull clip-vit-b32 --variant int8");
    }

    @Test
    void eachPrecisionHasItsFiles() {
        ModelPackage siglip = ModelCatalog.bundled().find("siglip-base");

        assertThat(siglip.precisions()).containsExactly("fp32", "fp16", "int8");
        assertThat(siglip.needed("fp16"))
                .extracting(PackageFile::path)
                .containsExactly(
                        "tokenizer.json", "vision_model_fp16.onnx", "text_model_fp16.onnx");
        assertThat(siglip.needed("fp32"))
                .extracting(PackageFile::path)
                .containsExactly("vision_model.onnx", "text_model.onnx", "tokenizer.json");
    }

    @Test
    void aManifestThatIsTooLargeIsNotCut() throws IOException {
        TinyModels.clip(folder);
        Path manifest = folder.resolve("tiny-clip/model.yaml");
        Files.writeString(manifest, "#".repeat(1 << 20), StandardOpenOption.APPEND);

        assertThatThrownBy(() -> ModelPackage.at(folder.resolve("tiny-clip")))
                .isInstanceOf(ManifestException.class)
                .hasMessage(manifest + ": expected at most 1048576 bytes");
    }
}
