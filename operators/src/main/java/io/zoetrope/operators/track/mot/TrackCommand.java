package io.zoetrope.operators.track.mot;

import io.zoetrope.operators.track.TrackPoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Entry of the {@code track} command. Exit codes: 0 done, 1 failed with one line, 2 wrong usage.
 */
@Command(
        name = "track",
        mixinStandardHelpOptions = true,
        description =
                "Follows objects by the detections of a sequence, in MOTChallenge's text format.",
        footer = {
            "",
            "DETECTIONS: one a line, frame,id,x,y,width,height,score. Frames count from 1,",
            "places are pixels, the id is not looked at, no score counts as 1. Scores",
            "beyond [0,1] are brought there by the file's own spread.",
            "RESULT: frame,id,x,y,width,height,score,-1,-1,-1. A box between two sightings",
            "of a track is filled in; paths are smoothed.",
            "",
            "bin/track takes what './mvnw -q package -DskipTests' makes. If that is not",
            "there, it makes operators and what they stand on, once."
        })
public final class TrackCommand implements Callable<Integer> {
    private static final int MAX_FPS = 1_000;
    private static final int MAX_SIDE = 100_000;

    @Spec private CommandSpec spec;

    @Option(
            names = "--detections",
            required = true,
            paramLabel = "DETECTIONS",
            description = "The file of detections.")
    private Path detections;

    @Option(
            names = "--fps",
            required = true,
            paramLabel = "N",
            description = "Frames a second; above 0, at most " + MAX_FPS + ".")
    private double fps;

    @Option(
            names = "--width",
            required = true,
            paramLabel = "WIDTH",
            description = "Width of the frame in pixels.")
    private int width;

    @Option(
            names = "--height",
            required = true,
            paramLabel = "HEIGHT",
            description = "Height of the frame in pixels.")
    private int height;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "RESULT",
            description = "The file that is written; one that is there is replaced.")
    private Path out;

    @Option(
            names = "--repeat",
            defaultValue = "1",
            paramLabel = "TIMES",
            description = "Track so often and tell the speed of the last, to measure it warm.")
    private int repeat;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** A new command, with output and error streams that a test may replace. */
    static CommandLine commandLine() {
        return new CommandLine(new TrackCommand());
    }

    @Override
    public Integer call() {
        checkOptions();
        MotTracking tracking = new MotTracking(fps, width, height);
        List<MotBox> boxes;
        try {
            boxes = MotDetections.read(detections);
        } catch (MotException e) {
            return fail(detections + ": " + e.getMessage());
        } catch (NoSuchFileException e) {
            return fail(detections + ": no such file");
        } catch (IOException e) {
            return fail(detections + ": cannot be read: " + e.getMessage());
        }
        MotTracking.Result result = tracking.run(boxes);
        for (int i = 1; i < repeat; i++) {
            result = tracking.run(boxes);
        }
        try {
            write(tracking, result.points());
        } catch (IOException e) {
            return fail(out + ": cannot be written: " + e.getMessage());
        }
        report(boxes.size(), result);
        return CommandLine.ExitCode.OK;
    }

    private void checkOptions() {
        if (!(fps > 0) || fps > MAX_FPS) {
            throw wrong("--fps must be above 0 and at most " + MAX_FPS + ": " + fps);
        }
        if (width < 1 || width > MAX_SIDE || height < 1 || height > MAX_SIDE) {
            throw wrong("--width and --height must be from 1 to " + MAX_SIDE + " pixels");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void write(MotTracking tracking, List<TrackPoint> points) throws IOException {
        try (PrintWriter writer =
                new PrintWriter(Files.newBufferedWriter(out, StandardCharsets.UTF_8))) {
            points.forEach(point -> writer.print(tracking.line(point) + "\n"));
            if (writer.checkError()) {
                throw new IOException("not all of it could be written");
            }
        }
    }

    private void report(int boxes, MotTracking.Result result) {
        long tracks = result.points().stream().mapToLong(TrackPoint::track).distinct().count();
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
                Locale.ROOT,
                "track: %d frames, %d detections (%d not used), %d tracks, %.0f frames/s%n",
                result.frames(),
                boxes,
                result.dropped(),
                tracks,
                result.lookedAt() / Math.max(result.seconds(), 1e-9));
        err.flush();
    }

    private int fail(String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("track: " + message);
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
