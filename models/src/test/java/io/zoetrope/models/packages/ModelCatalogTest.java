package io.zoetrope.models.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.models.runtime.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
