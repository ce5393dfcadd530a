package io.zoetrope.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.local.commandline.LocalOption;
import io.zoetrope.local.commandline.ModelChoice;
import io.zoetrope.local.commandline.Terminal;
import io.zoetrope.local.commandline.UsageProblem;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.ModelTask;
import io.zoetrope.models.pull.PullOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a web server of this test, which has the bundled encoder under another name. */
class ModelPullTest {
    @TempDir Path folder;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    @AutoClose private TestingModelHost host;
    private Path into;

    @BeforeEach
    void serve() throws IOException {
        host = new TestingModelHost(folder.resolve("described"));
        into = folder.resolve("pulled");
    }

    @Test
    void whatIsNamedAndNotHereIsPulledOnce() {
        ModelPull pull = pull("", false);
        assertThat(whole(pull).missing()).isEmpty();
        assertThat(pull.folders()).containsExactly(into.resolve("away"), host.described());
        assertThat(shown.toString(UTF_8))
                .contains("away is not here; pulling it into " + into.resolve("away"))
                .contains("text.onnx: checksum is right");

        int asked = host.requests();
        assertThat(whole(pull("", false)).missing()).isEmpty();
        assertThat(host.requests()).as("asked again").isEqualTo(asked);
    }

    @Test
    void whoWatchesSeesABar() {
        whole(pull("", true));
        assertThat(shown.toString(UTF_8)).containsPattern("text\\.onnx +100% \\[=+\\]");
    }

    @Test
    void aMirrorTakesThePlaceOfTheAddresses() {
        host.movesTo("/mirror/away");
        assertThat(whole(pull(host.uri("/mirror"), false)).missing()).isEmpty();
    }

    @Test
    void aWrongChecksumIsOneSentence() {
        host.corrupts("text.onnx");
        assertRefused("", "text.onnx: wrong checksum: expected sha256 ");
    }

    @Test
    void aFileThatIsNotThereIsOneSentence() {
        host.loses("text.onnx");
        assertRefused("", "text.onnx: there is no such file (HTTP 404)");
    }

    @Test
    void aHostThatIsNotThereIsOneSentence() {
        String gone = host.uri("");
        host.close();
        assertRefused(gone, "gave up: Connection refused");
    }

    /** What the sentence tells to do by hand is all there is to do. */
    @Test
    void filesThatArePutThereByHandAreTaken() throws IOException {
        host.loses("text.onnx");
        assertRefused("", "put text.onnx, vocab.txt into " + into.resolve("away") + " by hand");
        Files.write(into.resolve("away/text.onnx"), host.bytes("text.onnx"));
        ModelPull pull = pull("", false);
        assertThat(whole(pull).missing()).isEmpty();
        assertThat(pull.folders()).contains(into.resolve("away"));
    }

    @Test
    void whatListensIsPartOfTheirName() {
        assertThat(models("auto"))
                .extracting(LocalModels::audio, LocalModels::speech)
                .containsExactly("auto", "");
        assertThat(models("auto").id()).doesNotContain("audio");
        assertThat(models("none").audio()).isEmpty();
        assertThat(models("none").id()).endsWith("-mute");
        assertThat(models("zoetrope-audio").id()).contains("zoetrope-audio-");
    }

    private LocalModels models(String audio) {
        ModelChoice choice =
                new ModelChoice(List.of(), "zoetrope-clip", "none", audio, "none", "none", "");
        return LocalModels.find(choice, pull("", false));
    }

    private void assertRefused(String mirror, String words) {
        assertThatThrownBy(() -> whole(pull(mirror, false)))
                .isInstanceOf(UsageProblem.class)
                .message()
                .startsWith("-Dencoder: away cannot be pulled: ")
                .contains(words)
                .contains("into " + into.resolve("away") + " by hand")
                .endsWith("or name a server that has it with -Dmodels.mirror=URL")
                .doesNotContain("\n");
    }

    private static ModelPackage whole(ModelPull pull) {
        return pull.whole(LocalOption.ENCODER, "away", ModelTask.IMAGE_TEXT_ENCODER);
    }

    private ModelPull pull(String mirror, boolean watched) {
        PrintStream out = new PrintStream(shown, true, UTF_8);
        PullOptions options =
                new PullOptions(
                        into,
                        mirror,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        2,
                        Duration.ofMillis(1));
        return new ModelPull(List.of(host.described()), options, new Terminal(out, out, watched));
    }
}
