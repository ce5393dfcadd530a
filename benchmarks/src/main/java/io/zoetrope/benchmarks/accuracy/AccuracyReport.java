package io.zoetrope.benchmarks.accuracy;

import io.zoetrope.benchmarks.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How right the index is about what is in a video: shots, followed objects, moments, words on the
 * screen and search for dialogue by meaning, on material whose truth is known. All of it is made
 * here or comes with the code; folders of real material are added if they are named.
 *
 * <pre>
 * ./mvnw -q -pl benchmarks exec:exec -Dbench=accuracy.AccuracyReport
 *     -Dbench.args="[films=FOLDER] [mot=FOLDER] [out=FILE] [only=shots,tracks,…]"
 * </pre>
 *
 * <ul>
 *   <li>{@code films}: videos with their truth beside them, as {@code testing.films.FilmEditor}
 *       makes them ({@link ShotTruth})
 *   <li>{@code mot}: folders of MOTChallenge's form, each with {@code seqinfo.ini}, a truth and
 *       detections ({@link MotSequence})
 *   <li>{@code out}: the same rows as JSON, one object a line
 * </ul>
 */
public final class AccuracyReport {
    private static final List<String> PARTS =
            List.of("shots", "tracks", "moments", "text", "dialogue");

    private final TreeMap<String, String> options = new TreeMap<>();
    private final Set<String> wanted;
    private final List<Figure> figures = new ArrayList<>();

    private AccuracyReport(String[] args) {
        for (String arg : args) {
            String[] pair = arg.split("=", 2);
            if (pair.length < 2 || !Set.of("films", "mot", "out", "only").contains(pair[0])) {
                throw new IllegalArgumentException(
                        "films=, mot=, out= and only= are known: " + arg);
            }
            options.put(pair[0], pair[1]);
        }
        wanted =
                new TreeSet<>(
                        List.of(options.getOrDefault("only", String.join(",", PARTS)).split(",")));
        if (!PARTS.containsAll(wanted)) {
            throw new IllegalArgumentException("only= takes " + PARTS + ": " + wanted);
        }
    }

    public static void main(String[] args) throws Exception {
        new AccuracyReport(args).run();
    }

    private void run() throws Exception {
        System.out.println(Figure.TABLE_HEAD);
        Path folder = Files.createTempDirectory("zoetrope-accuracy").toRealPath();
        try {
            if (wanted.contains("shots") || wanted.contains("moments")) {
                look(DrawnFilms.in(folder), "drawn films");
            }
            if (options.containsKey("films")) {
                look(DrawnFilms.of(Path.of(options.get("films"))), "films of real clips");
            }
        } finally {
            Folders.delete(folder);
        }
        if (wanted.contains("tracks")) {
            add(TrackAccuracy.made());
            if (options.containsKey("mot")) {
                add(TrackAccuracy.real(Path.of(options.get("mot"))));
            }
        }
        if (wanted.contains("text")) {
            add(TextAccuracy.measure());
        }
        if (wanted.contains("dialogue")) {
            add(DialogueAccuracy.measure());
        }
        write();
    }

    private void look(List<Path> films, String material) throws Exception {
        if (wanted.contains("shots")) {
            add(ShotAccuracy.measure(films, material));
        }
        if (wanted.contains("moments")) {
            add(MomentAccuracy.measure(films, material));
        }
    }

    private void add(List<Figure> more) {
        more.forEach(figure -> System.out.println(figure.tableRow()));
        figures.addAll(more);
    }

    private void write() throws IOException {
        if (!options.containsKey("out")) {
            return;
        }
        Path file = Path.of(options.get("out"));
        try (PrintWriter out =
                new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            figures.forEach(figure -> out.print(figure.json() + "\n"));
            if (out.checkError()) {
                throw new IOException("not all of it could be written: " + file);
            }
        }
    }
}
