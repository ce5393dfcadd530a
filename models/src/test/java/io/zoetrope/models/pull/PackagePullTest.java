package io.zoetrope.models.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.models.packages.Checksums;
import io.zoetrope.models.packages.ModelPackage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagePullTest {
    private static final byte[] GRAPH = "graph".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER_GRAPH = "GRAPH".getBytes(StandardCharsets.UTF_8);
    private static final byte[] LABELS = "cat\ndog\n".getBytes(StandardCharsets.UTF_8);

    @TempDir Path folder;

    @AutoClose private final TestingFileServer server = new TestingFileServer();
    private final TestingProgress progress = new TestingProgress();
    private Path into;
    private ModelPackage model;

    @BeforeEach
    void serve() throws IOException {
        into = folder.resolve("pulled");
        model = describe("1", GRAPH);
        server.put("/origin/m.onnx", GRAPH);
        server.put("/mirror/cats/onnx/m.onnx", GRAPH);
    }

    /** A package of a graph from the server and {@link #LABELS}, which lie beside its manifest. */
    private ModelPackage describe(String version, byte[] graph) throws IOException {
        Path manifest = Files.createDirectories(folder.resolve("manifests/cats"));
        Files.write(manifest.resolve("labels.txt"), LABELS);
        Files.writeString(
                manifest.resolve(ModelPackage.MANIFEST),
                """
                format: 1
                name: cats
                version: "%s"
                task: image-encoder
                licence: MIT
                dimension: 4
                files:
                  - {path: onnx/m.onnx, sha256: "%s", bytes: 5, url: "%s"}
                  - {path: labels.txt, sha256: "%s"}
                graphs:
                  image:
                    file: onnx/m.onnx
                    inputs: [{name: image, type: uint8, shape: [-1, 2, 2, 3]}]
                    outputs: [{name: embedding, type: float32, shape: [-1, 4]}]
                image: {width: 2, height: 2, fit: stretch, layout: NHWC, colours: RGB}
                labels: {file: labels.txt}
                """
                        .formatted(version, sha(graph), server.url("/origin/m.onnx"), sha(LABELS)));
        return ModelPackage.at(manifest);
    }

    private static String sha(byte[] bytes) {
        return HexFormat.of().formatHex(Checksums.sha256().digest(bytes));
    }

    private Path pull(String mirror) throws PullException {
        return new PackagePull(PullOptions.of(into, mirror), Map.of())
                .pull(model, "fp32", progress);
    }

    @Test
    void bringsThePackageWhole() throws PullException {
        ModelPackage pulled = ModelPackage.at(pull(""));
        assertThat(pulled.missing()).isEmpty();
        assertThat(pulled.bytes("onnx/m.onnx")).isEqualTo(GRAPH);
        assertThat(pulled.labels()).containsExactly("cat", "dog");
        assertThat(progress.ended).containsExactly("onnx/m.onnx", "labels.txt");
    }

    @Test
    void whatIsThereAndRightIsLeftAlone() throws PullException, IOException {
        Path pulled = pull("");
        pull("");
        assertThat(server.requests()).hasSize(1);
        assertThat(progress.notes)
                .containsExactly(
                        "cats: its checksums were never compared with the real bytes here",
                        "onnx/m.onnx: already there",
                        "labels.txt: already there");
        Files.writeString(pulled.resolve("onnx/m.onnx"), "grapX");
        pull("");
        assertThat(pulled.resolve("onnx/m.onnx")).hasBinaryContent(GRAPH);
    }

    @Test
    void aMirrorTakesThePlaceOfTheUrls() throws PullException {
        pull(server.url("/mirror/"));
        assertThat(server.requests()).containsExactly("/mirror/cats/onnx/m.onnx");
        assertThatThrownBy(
                        () ->
                                new PackagePull(
                                                PullOptions.of(folder.resolve("p2"), "no url"),
                                                Map.of())
                                        .pull(model, "fp32", progress))
                .isInstanceOf(PullException.class)
                .hasMessageContaining("not a url");
    }

    @Test
    void aFolderWithoutAllFilesHasNoManifest() {
        server.then(TestingFileServer.Behaviour.NOT_FOUND);
        assertThatThrownBy(() -> pull("")).isInstanceOf(PullException.class);
        assertThat(into.resolve("cats").resolve(ModelPackage.MANIFEST)).doesNotExist();
    }

    @Test
    void aReaderMeanwhileSeesTheOldFileOrTheNewOne() throws PullException, IOException {
        Path pulled = pull("");
        Path labels = Files.write(pulled.resolve("labels.txt"), OTHER_GRAPH);
        try (InputStream old = Files.newInputStream(labels)) {
            pull("");
            assertThat(old.readAllBytes()).isEqualTo(OTHER_GRAPH);
        }
        assertThat(labels).hasBinaryContent(LABELS);

        byte[] before = model.manifestBytes();
        model = describe("2", GRAPH);
        Path manifest = pulled.resolve(ModelPackage.MANIFEST);
        try (InputStream old = Files.newInputStream(manifest)) {
            pull("");
            assertThat(old.readAllBytes()).isEqualTo(before);
        }
        assertThat(manifest).hasBinaryContent(model.manifestBytes());
        assertThat(pulled).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void anUpgradeThatBrokeOffLeavesNoManifest() throws PullException, IOException {
        Path pulled = pull("");
        Files.delete(pulled.resolve("labels.txt"));
        model = describe("2", OTHER_GRAPH);
        Files.delete(folder.resolve("manifests/cats/labels.txt"));
        server.put("/origin/m.onnx", OTHER_GRAPH);
        assertThatThrownBy(() -> pull("")).hasMessageContaining("labels.txt has no public address");
        assertThat(pulled.resolve("onnx/m.onnx")).hasBinaryContent(OTHER_GRAPH);
        assertThat(pulled.resolve(ModelPackage.MANIFEST)).doesNotExist();

        model = describe("2", OTHER_GRAPH);
        assertThat(ModelPackage.at(pull("")).labels()).containsExactly("cat", "dog");
    }

    @Test
    void anUpgradeThatBringsNothingLeavesTheOldPackageWhole() throws PullException, IOException {
        Path pulled = pull("");
        model = describe("2", OTHER_GRAPH);
        server.then(TestingFileServer.Behaviour.NOT_FOUND);
        assertThatThrownBy(() -> pull("")).isInstanceOf(PullException.class);
        assertThat(ModelPackage.at(pulled).ref().version()).isEqualTo("1");
        assertThat(ModelPackage.at(pulled).bytes("onnx/m.onnx")).isEqualTo(GRAPH);
    }

    @Test
    void aTargetThatCannotBeWrittenIsSaid() throws IOException {
        Files.writeString(into, "a file where the folder should be");
        assertThatThrownBy(() -> pull(""))
                .isInstanceOf(PullException.class)
                .hasMessageContaining("cannot be written");
    }
}
