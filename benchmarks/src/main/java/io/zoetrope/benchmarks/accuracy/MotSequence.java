package io.zoetrope.benchmarks.accuracy;

import io.zoetrope.operators.track.mot.TrackCommand;
import io.zoetrope.testing.tracks.MotFiles;
import io.zoetrope.testing.tracks.MotRow;
import io.zoetrope.testing.tracks.SortBaseline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * A folder of MOTChallenge's form: {@code seqinfo.ini}, {@code gt.txt} or {@code gt/gt.txt}, and
 * files of detections, {@code det*.txt}, there or in {@code det}.
 */
record MotSequence(Path folder, Properties info) {
    /** Those in a folder, by name. */
    static List<MotSequence> in(Path folder) throws IOException {
        List<MotSequence> sequences = new ArrayList<>();
        List<Path> inside;
        try (Stream<Path> all = Files.list(folder)) {
            inside =
                    all.filter(path -> Files.exists(path.resolve("seqinfo.ini"))).sorted().toList();
        }
        for (Path one : inside) {
            Properties info = new Properties();
            try (InputStream in = Files.newInputStream(one.resolve("seqinfo.ini"))) {
                info.load(in);
            }
            sequences.add(new MotSequence(one, info));
        }
        return sequences;
    }

    String name() {
        return folder.getFileName().toString();
    }

    List<MotRow> truth() throws IOException {
        Path own = folder.resolve("gt.txt");
        return MotFiles.rows(Files.exists(own) ? own : folder.resolve("gt/gt.txt"), true);
    }

    List<Path> detections() throws IOException {
        Path inside = folder.resolve("det");
        try (Stream<Path> all = Files.list(Files.isDirectory(inside) ? inside : folder)) {
            return all.filter(path -> path.getFileName().toString().matches("det.*\\.txt"))
                    .sorted()
                    .toList();
        }
    }

    /** As {@code bin/track} does, by the command itself. */
    List<MotRow> follow(Path detections) throws IOException {
        Path result = Files.createTempFile("zoetrope-tracks", ".txt");
        try {
            int code =
                    new CommandLine(new TrackCommand())
                            .execute(
                                    "--detections=" + detections,
                                    "--fps=" + info.getProperty("frameRate"),
                                    "--width=" + info.getProperty("imWidth"),
                                    "--height=" + info.getProperty("imHeight"),
                                    "--out=" + result);
            if (code != 0) {
                throw new IOException("bin/track refused " + detections);
            }
            return MotFiles.rows(result, false);
        } finally {
            Files.deleteIfExists(result);
        }
    }

    List<MotRow> sort(Path detections) throws IOException {
        int frames = Integer.parseInt(info.getProperty("seqLength"));
        return SortBaseline.run(SortBaseline.byFrame(MotFiles.rows(detections, false)), frames);
    }
}
