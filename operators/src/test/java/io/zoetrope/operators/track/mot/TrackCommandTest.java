package io.zoetrope.operators.track.mot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command as a person calls it. */
class TrackCommandTest {
    @TempDir Path folder;

    private final StringWriter err = new StringWriter();

    private int track(String detections, String... more) throws IOException {
        Path file = folder.resolve("det.txt");
        Files.writeString(file, detections);
        return call(file, more);
    }

    private int call(Path file, String... more) {
        CommandLine line = TrackCommand.commandLine();
        line.setErr(new PrintWriter(err));
        String[] args = {
            "--detections=" + file, "--width=640", "--height=480", "--out=" + result()
        };
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of(more));
        if (all.stream().noneMatch(arg -> arg.startsWith("--fps"))) {
            all.add("--fps=25");
        }
        return line.execute(all.toArray(String[]::new));
    }

    private Path result() {
        return folder.resolve("result.txt");
    }

    @Test
    void writesWhatItReadsAndFillsAGap() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int frame = 40; frame >= 1; frame--) {
            if (frame != 20) {
                text.append(frame).append(",-1,").append(100 + frame).append(",50,60,120,0.95\r\n");
            }
        }

        assertThat(track(text.toString())).isZero();

        List<String> lines = Files.readAllLines(result());
        assertThat(lines).hasSize(40);
        assertThat(lines.get(0)).matches("1,1,10\\d\\.\\d+,\\d+\\.\\d+,.*,-1,-1,-1");
        assertThat(lines.get(19)).startsWith("20,1,");
        assertThat(err.toString()).contains("40 frames, 39 detections (0 not used), 1 tracks");
    }

    @Test
    void scoresBeyondOneAreBroughtBack() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int frame = 1; frame <= 60; frame++) {
            text.append(frame).append(",-1,100,50,60,120,").append(30 + frame % 40).append('\n');
        }

        assertThat(track(text.toString())).isZero();
        assertThat(Files.readAllLines(result())).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(doubles = {.01, .004, 1.005, -1})
    void anyScaleOfScoresIsFollowed(double most) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int frame = 1; frame <= 60; frame++) {
            double score = most * (1 - .3 * (frame % 3));
            text.append(frame).append(",-1,100,50,60,120,").append(score).append('\n');
        }

        assertThat(track(text.toString())).isZero();
        assertThat(Files.readAllLines(result())).hasSizeGreaterThan(50);
    }

    @Test
    void whatHasNoScoreCounts() throws IOException {
        StringBuilder text = new StringBuilder("\uFEFF");
        for (int frame = 1; frame <= 30; frame++) {
            text.append(frame).append(" -1 100 50 60 120\n");
        }

        assertThat(track(text.toString())).isZero();
        assertThat(Files.readAllLines(result())).hasSize(30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,-1,5,5,9 | line 2 has 5 columns: write frame,id,x,y,width,height,score",
                "1,-1,5,five,9,9,1 | line 2 has 'five' as y: write a number",
                "1,-1,5,NaN,9,9,1 | line 2 has 'NaN' as y: write a number",
                "0,-1,5,5,9,9,1 | line 2 has the frame 0: count whole frames from 1",
                "1.5,-1,5,5,9,9,1 | line 2 has the frame 1.5: count whole frames from 1",
                "99999999999,-1,5,5,9,9,1 | line 2 has the frame 99999999999: count whole frames",
                "1,-1,1e300,5,9,9,1 | line 2 has 1e300 as x: write pixels",
                "1,-1,5,5,9,-1e9,1 | line 2 has -1e9 as height: write pixels"
            })
    void aBadLineIsNamed(String line, String message) throws IOException {
        assertThat(track("1,-1,5,5,9,9,1\n" + line + "\n")).isEqualTo(1);
        assertThat(err.toString().strip()).hasLineCount(1).startsWith("track: ").contains(message);
        assertThat(result()).doesNotExist();
    }

    /**
     * Challenges write 6, 7, 9 or 10 columns, ids of -1, lines in any order, some of them twice.
     */
    @ParameterizedTest
    @ValueSource(strings = {"", ",", ",1", ",.9,-1,-1", ",0.9,-1,-1,-1", ",-1,-1,-1,-1"})
    void columnsAndOrderMayDiffer(String rest) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int frame = 1; frame <= 60; frame++) {
            lines.add(frame + ",-1,100,50,60,120" + rest);
            lines.add(frame + ",-1,100,50,60,120" + rest);
        }
        Collections.shuffle(lines, new Random(3));

        assertThat(track(String.join("\n", lines))).isZero();

        List<String> written = Files.readAllLines(result());
        assertThat(written).hasSize(60);
        assertThat(written).allMatch(line -> line.split(",")[1].equals("1"));
    }

    @Test
    void ofFiveThousandInAFrameTheBestAreFollowed() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int frame = 1; frame <= 10; frame++) {
            for (int i = 0; i < 5_000; i++) {
                int x = i % 80 * 8;
                int y = i / 80 * 7;
                double score = i % 10 == 0 ? .99 : .55;
                text.append(frame + ",-1," + x + "," + y + ",7,6," + score + "\n");
            }
        }

        assertThat(track(text.toString())).isZero();

        assertThat(err.toString()).contains("50000 detections (45000 not used)");
        assertThat(Files.readAllLines(result())).hasSize(5_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 240})
    void slowAndFastSequencesAreFollowed(double fps) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int frame = 1; frame <= 100; frame++) {
            double x = 50 + 20 * frame / fps;
            text.append(frame + ",-1," + x + ",50,60,120,.9\n");
        }

        assertThat(track(text.toString(), "--fps=" + fps)).isZero();

        List<String> written = Files.readAllLines(result());
        assertThat(written).hasSize(100).allMatch(line -> line.split(",")[1].equals("1"));
    }

    @Test
    void aLongEmptyStretchIsPassedOver() throws IOException {
        assertThat(track("1,-1,5,5,9,9,1\n10000000,-1,5,5,9,9,1\n")).isZero();
        assertThat(err.toString()).contains("10000000 frames");
    }

    /**
     * Boxes that are not used stand so near to each other that none of the frames is empty long.
     */
    @Test
    void whatIsPassedOverChangesNothing() throws IOException {
        StringBuilder text = new StringBuilder();
        StringBuilder unused = new StringBuilder();
        for (int frame = 1; frame <= 4_000; frame++) {
            if (frame <= 60 || frame > 3_940) {
                double x = 100 + (frame <= 60 ? frame : frame - 3_940) * 1.7 + frame % 3 * .4;
                text.append(frame + ",-1," + x + ",50,60,120," + (.7 + frame % 4 * .07) + "\n");
            } else if (frame % 100 == 0) {
                unused.append(frame + ",-1,500,300,60,120,0\n");
            }
        }

        assertThat(track(text.toString())).isZero();
        List<String> passedOver = Files.readAllLines(result());
        assertThat(track(text + unused.toString())).isZero();

        assertThat(passedOver).hasSize(120);
        assertThat(Files.readAllLines(result())).isEqualTo(passedOver);
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        assertThat(call(folder.resolve("none.txt"))).isEqualTo(1);
        assertThat(err.toString()).contains("none.txt: no such file");

        assertThat(track("\n \n")).isEqualTo(1);
        assertThat(err.toString()).contains("has no detections");

        Path picture = Files.write(folder.resolve("a.png"), new byte[] {(byte) 0x89, 'P', -1, 0});
        assertThat(call(picture)).isEqualTo(1);
        assertThat(err.toString()).contains("is not text");
    }

    @Test
    void aResultThatCannotBeWrittenIsNamed() throws IOException {
        Files.createDirectory(result());

        assertThat(track("1,-1,5,5,9,9,1")).isEqualTo(1);
        assertThat(err.toString()).contains("result.txt: cannot be written");
    }

    @Test
    void wrongOptionsAreUsage() {
        assertThat(call(folder.resolve("det.txt"), "--fps=0")).isEqualTo(2);
        assertThat(TrackCommand.commandLine().getUsageMessage()).contains("--detections");
    }
}
