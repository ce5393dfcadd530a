package io.zoetrope.operators.shots.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Shot;
import io.zoetrope.testing.scenes.SceneDealer;
import io.zoetrope.testing.scenes.ScenePainter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ShotsCommandTest {
    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path clip;

    @BeforeEach
    void make() {
        clip = folder.resolve("clip.mp4");
        ClipMaker.make(
                clip,
                ClipOptions.h264(192, 108, 25),
                List.of(
                        new Shot("one", new ScenePainter(new SceneDealer(1).any()), 40),
                        new Shot("other", new ScenePainter(new SceneDealer(2).any()), 60)));
    }

    @Test
    void tellsTimesAndFrames() {
        assertThat(run(clip.toString())).isZero();
        assertThat(out.toString().lines())
                .containsExactly("0.000000 1.600000 0 39 cut", "1.600000 4.000000 40 99 cut");
    }

    @Test
    void tellsTheSameAsJson() {
        assertThat(run("--format", "json", clip.toString())).isZero();
        assertThat(out.toString())
                .contains(
                        "{\"shot\":1,\"start_us\":1600000,\"end_us\":4000000,"
                                + "\"first_frame\":40,\"last_frame\":99,\"transition\":\"cut\"}");
    }

    /** Of every 25th frame: the shot begins with the first that shows it. */
    @Test
    void looksAtKeyFramesIfAskedTo() {
        assertThat(run("--key-frames", clip.toString())).isZero();
        assertThat(out.toString().lines())
                .containsExactly("0.000000 2.000000 0 1 cut", "2.000000 4.000000 2 3 cut");
    }

    /** The player's clock counts: the first picture stands at ten seconds there. */
    @Test
    void aCutSoonAfterAFirstPictureThatComesLate() {
        Path late = folder.resolve("late.mkv");
        ClipMaker.make(
                late,
                ClipOptions.h264(192, 108, 25).withTimes(250, 0),
                List.of(
                        new Shot("one", new ScenePainter(new SceneDealer(1).any()), 5),
                        new Shot("other", new ScenePainter(new SceneDealer(2).any()), 60)));
        assertThat(run(late.toString())).isZero();
        assertThat(out.toString().lines().toList().get(1)).matches("10\\.200000 12\\.6.* 5 64 cut");
    }

    /** A real one of that kind. */
    @Test
    void findsTheCutOfTheCase() {
        String shared = System.getProperty("zoetrope.shared", "");
        Path file = Path.of(shared, "cases", "01-first-pts-10s.mp4");
        assumeTrue(
                !shared.isEmpty() && Files.isRegularFile(file),
                "no cases: zoetrope.shared is not set");
        assertThat(run(file.toString())).isZero();
        assertThat(out.toString().lines())
                .containsExactly("10.000000 10.200000 0 5 cut", "10.200000 14.000000 6 119 cut");
    }

    /** Cars come and go before a camera that stands and opens up or closes after each. */
    @Test
    void anExposureThatFollowsCarsBeginsNoShot() {
        String shared = System.getProperty("zoetrope.shared", "");
        Path file = Path.of(shared, "media", "videos", "car-detection.mp4");
        assumeTrue(
                !shared.isEmpty() && Files.isRegularFile(file),
                "no clips: zoetrope.shared is not set");
        assertThat(run(file.toString())).isZero();
        assertThat(out.toString().lines()).hasSize(1);
    }

    /** Ranges of ten seconds go on behind it. */
    @Test
    void onePictureThatCannotBeDecodedEndsNothing() throws Exception {
        Path damaged = folder.resolve("damaged.mp4");
        ClipMaker.make(
                damaged,
                ClipOptions.h264(192, 108, 25),
                List.of(
                        new Shot("one", new ScenePainter(new SceneDealer(1).any()), 280),
                        new Shot("other", new ScenePainter(new SceneDealer(2).any()), 60)));
        damage(damaged, 92);

        assertThat(run(damaged.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("is damaged: 1 pictures could not be decoded");
        assertThat(out.toString().lines())
                .containsExactly("0.000000 11.200000 0 278 cut", "11.200000 13.600000 279 338 cut");
    }

    /** Gives the picture of this number a length that cannot be. */
    private static void damage(Path file, int picture) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        int at = 0;
        while (bytes.getInt(at + 4) != ByteBuffer.wrap("mdat".getBytes(UTF_8)).getInt()) {
            at += bytes.getInt(at);
        }
        at += 8;
        for (int seen = 0; seen < picture || type(bytes, at) != 1; ) {
            seen += type(bytes, at) == 1 || type(bytes, at) == 5 ? 1 : 0;
            at += 4 + bytes.getInt(at);
        }
        bytes.putInt(at, Integer.MAX_VALUE);
        Files.write(file, bytes.array());
    }

    private static int type(ByteBuffer bytes, int at) {
        return bytes.get(at + 4) & 31;
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        assertThat(run(folder.resolve("none.mp4").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("none.mp4: no such file");
        Path text = Files.writeString(folder.resolve("text.mp4"), "no video at all");
        assertThat(run(text.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("not_a_video");
        assertThat(run()).isEqualTo(2);
    }

    private int run(String... args) {
        CommandLine command = ShotsCommand.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(args);
    }
}
