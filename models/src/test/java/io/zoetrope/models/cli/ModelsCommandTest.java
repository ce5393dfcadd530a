package io.zoetrope.models.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.PackageFile;
import io.zoetrope.models.pull.TestingFileServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command as a person calls it, on the bundled packages and on one from a local server. */
class ModelsCommandTest {
    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int models(String... args) {
        CommandLine line = ModelsCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(args);
    }

    private void assertOneLineOfError(int code, String... parts) {
        assertThat(code).isEqualTo(1);
        assertThat(err.toString().strip()).hasLineCount(1).startsWith("models: ").contains(parts);
    }

    @Test
    void listNamesBundledAndRealFamilies() {
        assertThat(models("list")).isZero();
        assertThat(out.toString())
                .containsPattern("zoetrope-clip +\\S+ +image-text-encoder +bundled +verified")
                .containsPattern("minilm-l6 +2 +sentence-encoder +bundled +verified")
                .containsPattern("ppocr-text-recognizer +3 +text-recognizer +bundled +verified")
                .containsPattern("silero-vad +6.2 +voice-activity +1 missing, 2.3 MB +verified")
                .containsPattern("clip-vit-b32 +1 +image-text-encoder +3 missing, 608 MB")
                .containsPattern("yolox-s .* 1 missing, 36 MB +not verified");
    }

    @Test
    void listStandsInColumns() {
        assertThat(models("list")).isZero();
        List<String> lines = out.toString().lines().toList();
        int task = lines.get(0).indexOf("TASK");
        assertThat(lines).allMatch(line -> line.startsWith("  ", task - 2));
        assertThat(lines).allMatch(line -> line.charAt(task) != ' ');
    }

    @Test
    void showTellsWhereFilesComeFrom() {
        assertThat(models("show", "yolox-nano")).isZero();
        assertThat(out.toString())
                .contains(
                        "object-detector", "Apache-2.0", "NOT verified", "yolox_nano.onnx, 3.7 MB")
                .contains("sha256 c789161ed43c")
                .contains("goes into    " + ModelCatalog.pulledFolder().resolve("yolox-nano"));
    }

    @Test
    void aPackageWithoutItsVariantsIsThereInThePlainPrecision() throws IOException {
        Path clip = Files.createDirectories(folder.resolve("clip-vit-b32"));
        ModelPackage bundled = ModelCatalog.bundled().find("clip-vit-b32");
        Files.write(clip.resolve(ModelPackage.MANIFEST), bundled.manifestBytes());
        for (PackageFile file : bundled.needed(ModelPackage.PLAIN)) {
            Files.createFile(clip.resolve(file.path()));
        }
        assertThat(models("list", "--models", folder.toString())).isZero();
        assertThat(out.toString())
                .containsPattern("clip-vit-b32 +1 +image-text-encoder +here \\(fp32\\) +not");
        assertThat(models("show", "clip-vit-b32", "--models", folder.toString())).isZero();
        assertThat(out.toString())
                .contains("vision_model.onnx, 352 MB, here")
                .contains("vision_model_quantized.onnx, 89 MB, not pulled (--variant int8)");
    }

    @Test
    void listSaysWhatItPassedOver() throws IOException {
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(broken.resolve("model.yaml"), "format: 9");
        assertThat(models("list", "--models", folder.toString())).isZero();
        assertThat(out.toString()).contains("zoetrope-clip").doesNotContain("broken");
        assertThat(err.toString().strip())
                .hasLineCount(1)
                .startsWith("models: broken: ")
                .contains("model.yaml: format: expected 1");
    }

    @Test
    void anUnknownNameOrOptionIsSaid() {
        assertOneLineOfError(models("show", "nothing"), "no model package 'nothing'");
        assertThat(models("check", "zoetrope-clip", "--provider", "abacus")).isEqualTo(2);
        assertThat(err.toString()).contains("'abacus' is none of");
        assertThat(models("pull")).isEqualTo(2);
    }

    @Test
    void pullFetchesFromAMirrorAndCheckSaysWhatIsMissing() throws IOException {
        try (TestingFileServer server = new TestingFileServer()) {
            String into = folder.resolve("pulled").toString();
            server.put("/m/silero-vad/silero_vad.onnx", new byte[2_327_524]);
            int code = models("pull", "silero-vad", "--into", into, "--mirror", server.url("/m"));
            assertOneLineOfError(code, "wrong checksum", server.url("/m/silero-vad"));
            assertThat(out.toString()).contains("silero_vad.onnx: 2.3 MB");
        }
        err.getBuffer().setLength(0);
        assertOneLineOfError(models("check", "silero-vad"), "models pull silero-vad");
    }

    @Test
    void pullOfWhatHasNoAddressSaysWhatToDo() {
        int code = models("pull", "yamnet", "--into", folder.toString());
        assertOneLineOfError(code, "yamnet.converted.onnx has no public address", "copy it into");
    }

    /** With another folder in the place of {@code ~/.zoetrope/models}. */
    private int pullTo(Path pulled, String name) {
        String before = System.getProperty("zoetrope.models");
        System.setProperty("zoetrope.models", pulled.toString());
        try {
            return models("pull", name);
        } finally {
            if (before == null) {
                System.clearProperty("zoetrope.models");
            } else {
                System.setProperty("zoetrope.models", before);
            }
        }
    }

    @Test
    void pullRenewsAnOlderVersionAndABrokenManifest() throws IOException {
        assertThat(pullTo(folder, "zoetrope-audio")).isZero();
        Path manifest = folder.resolve("zoetrope-audio/model.yaml");
        String wanted = Files.readString(manifest);
        String older = wanted.replaceFirst("version: .*", "version: \"0\"");
        for (String there : List.of(older, "format: 9")) {
            Files.writeString(manifest, there);
            assertThat(pullTo(folder, "zoetrope-audio")).as(err.toString()).isZero();
            assertThat(Files.readString(manifest)).isEqualTo(wanted);
        }
    }

    @Test
    void pullHealsAFileThatComesWithTheManifest() throws IOException {
        assertThat(pullTo(folder, "zoetrope-caption")).isZero();
        Path words = folder.resolve("zoetrope-caption/vocab.txt");
        String wanted = Files.readString(words);
        Files.writeString(words, "damaged");
        assertThat(pullTo(folder, "zoetrope-caption")).as(err.toString()).isZero();
        assertThat(Files.readString(words)).isEqualTo(wanted);
    }

    @Test
    void pulledPackagesAreFoundAndBundledOnesCanBePulled() throws IOException {
        assertThat(models("pull", "zoetrope-audio", "--into", folder.toString())).isZero();
        assertThat(Files.exists(folder.resolve("zoetrope-audio/model.yaml"))).isTrue();
        assertThat(models("show", "zoetrope-audio", "--models", folder.toString())).isZero();
        assertThat(out.toString()).contains("where        " + folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zoetrope-clip", "zoetrope-detector", "zoetrope-audio", "zoetrope-caption"})
    void checkRunsEachBundledPackage(String name) {
        assertThat(models("check", name)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("provider cpu", "ms", name + ": ok");
    }

    @Test
    void tryComparesAPictureWithSentences() throws IOException {
        Path red = picture(Color.RED);
        int code =
                models(
                        "try",
                        "zoetrope-clip",
                        "--image",
                        red.toString(),
                        "--text",
                        "a blue background",
                        "--text",
                        "a red background");
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString().lines().findFirst())
                .hasValueSatisfying(best -> assertThat(best).endsWith("a red background"));
        assertThat(err.toString().strip()).isEqualTo("runs on cpu");
    }

    @Test
    void tryWritesASentenceAndListsObjects() throws IOException {
        String red = picture(Color.RED).toString();
        assertThat(models("try", "zoetrope-caption", "--image", red)).as(err.toString()).isZero();
        assertThat(out.toString()).isNotBlank();
        assertThat(models("try", "zoetrope-detector", "--image", red)).isZero();
    }

    @Test
    void tryReadsAPictureAndOrdersSentences() throws IOException {
        String red = picture(Color.RED).toString();
        assertThat(models("try", "ppocr-text-recognizer", "--image", red)).isZero();
        assertThat(models("try", "ppocr-text-detector", "--image", red)).isZero();
        assertThat(out.toString()).isEmpty();
        String[] meaning =
                "try,minilm-l6,--text,a dog,--text,stocks fell,--text,a puppy".split(",");
        assertThat(models(meaning)).as(err.toString()).isZero();
        assertThat(out.toString().lines().findFirst())
                .hasValueSatisfying(best -> assertThat(best).endsWith("a puppy"));
        err.getBuffer().setLength(0);
        assertThat(models("check", "ppocr-text-recognizer")).isZero();
        assertThat(models("check", "ppocr-text-detector")).isZero();
        assertThat(models("check", "minilm-l6")).isZero();
    }

    @Test
    void tryHearsASound() throws IOException {
        String wav = sound().toString();
        int code =
                models(
                        "try",
                        "zoetrope-audio",
                        "--audio",
                        wav,
                        "--text",
                        "a siren",
                        "--text",
                        "silence");
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString().lines()).hasSize(2);
    }

    @Test
    void tryExplainsBadInput() throws IOException {
        Path text = Files.writeString(folder.resolve("a.txt"), "no picture");
        assertOneLineOfError(
                models("try", "zoetrope-clip", "--image", text.toString(), "--text", "x"),
                "no JPEG and no PNG");
        err.getBuffer().setLength(0);
        assertOneLineOfError(models("try", "zoetrope-clip"), "needs --image FILE");
        err.getBuffer().setLength(0);
        assertOneLineOfError(
                models("try", "zoetrope-audio", "--audio", text.toString()), "expected a WAV");
        err.getBuffer().setLength(0);
        assertOneLineOfError(
                models("try", "zoetrope-clip", "--image", folder.resolve("none.png").toString()),
                "none.png: cannot be read");
    }

    private Path picture(Color colour) throws IOException {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, 64, 48);
        graphics.dispose();
        Path file = folder.resolve("picture.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /** A second of a tone, stereo at 44.1 kHz, so that it has to be mixed and resampled. */
    private Path sound() throws IOException {
        AudioFormat format = new AudioFormat(44_100, 16, 2, true, false);
        byte[] pcm = new byte[44_100 * 4];
        for (int i = 0; i < 44_100; i++) {
            short sample = (short) (8000 * Math.sin(2 * Math.PI * 440 * i / 44_100));
            for (int c = 0; c < 2; c++) {
                pcm[i * 4 + c * 2] = (byte) sample;
                pcm[i * 4 + c * 2 + 1] = (byte) (sample >> 8);
            }
        }
        Path file = folder.resolve("tone.wav");
        try (InputStream bytes = new ByteArrayInputStream(pcm);
                AudioInputStream in = new AudioInputStream(bytes, format, 44_100)) {
            AudioSystem.write(in, AudioFileFormat.Type.WAVE, file.toFile());
        }
        return file;
    }
}
