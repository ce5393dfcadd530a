package io.zoetrope.operators.shots.file;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Entry of the {@code shots} command. Exit codes: 0 done, 1 failed with one line, 2 wrong usage.
 */
@Command(
        name = "shots",
        mixinStandardHelpOptions = true,
        description = "Tells where the shots of a video begin and end.",
        footer = {
            "",
            "text: a line for each shot: start and end in seconds, first and last frame,",
            "and how it begins (cut, fade, dissolve); the first one begins with a cut.",
            "Of a fade or dissolve the frame in its middle begins the shot. Frames count",
            "from 0, the last one is of the shot.",
            "",
            "bin/shots takes what './mvnw -q package -DskipTests' makes. If that is not",
            "there, it makes operators and what they stand on, once."
        })
public final class ShotsCommand implements Callable<Integer> {
    /** How the shots are written. */
    enum Format {
        TEXT,
        JSON
    }

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The video.")
    private Path file;

    @Option(
            names = "--format",
            defaultValue = "TEXT",
            paramLabel = "FORMAT",
            description = "text or json; by default ${DEFAULT-VALUE}.")
    private Format format;

    @Option(
            names = "--key-frames",
            description = "Look at key frames only; frames are then counted over those.")
    private boolean keyFramesOnly;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** A new command, with output and error streams that a test may replace. */
    static CommandLine commandLine() {
        return new CommandLine(new ShotsCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() {
        ShotScan scan = new ShotScan(keyFramesOnly);
        List<ScannedShot> shots;
        try (LocalFile source = new LocalFile(file);
                VideoReader reader =
                        FfmpegVideoReader.open(
                                source, file.getFileName().toString(), ReaderLimits.DEFAULT)) {
            shots = scan.shots(reader);
        } catch (RejectedInput e) {
            return fail(e.reason() + ": " + e.getMessage());
        } catch (NoSuchFileException e) {
            return fail("no such file");
        } catch (IOException e) {
            return fail("cannot be read: " + e.getMessage());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(format == Format.JSON ? json(shots) : text(shots));
        out.flush();
        if (scan.problem() != null) {
            return fail(scan.problem().detail());
        }
        return CommandLine.ExitCode.OK;
    }

    private static String text(List<ScannedShot> shots) {
        return shots.stream()
                .map(
                        shot ->
                                String.format(
                                        Locale.ROOT,
                                        "%.6f %.6f %d %d %s%n",
                                        shot.startUs() / 1e6,
                                        shot.endUs() / 1e6,
                                        shot.firstFrame(),
                                        shot.lastFrame(),
                                        shot.transition().wireName()))
                .collect(Collectors.joining());
    }

    /** Nothing in it needs to be escaped. */
    private static String json(List<ScannedShot> shots) {
        return shots.stream()
                .map(
                        shot ->
                                String.format(
                                        Locale.ROOT,
                                        "{\"shot\":%d,\"start_us\":%d,\"end_us\":%d,"
                                                + "\"first_frame\":%d,\"last_frame\":%d,"
                                                + "\"transition\":\"%s\"}",
                                        shot.shot(),
                                        shot.startUs(),
                                        shot.endUs(),
                                        shot.firstFrame(),
                                        shot.lastFrame(),
                                        shot.transition().wireName()))
                .collect(Collectors.joining(",\n  ", "{\"shots\":[\n  ", "]}\n"));
    }

    private int fail(String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("shots: " + file + ": " + message);
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
