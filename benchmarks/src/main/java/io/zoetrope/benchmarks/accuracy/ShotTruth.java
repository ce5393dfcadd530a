package io.zoetrope.benchmarks.accuracy;

import io.zoetrope.operators.shots.ShotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shots that were found against those that are, over several videos. Truth stands beside each
 * video, in {@code video.mp4.shots}, a line for each shot but the first: {@code seconds transition
 * [length [label]]}, of the first frame of the new shot, or of the middle of what takes so many
 * seconds. With {@code none} for the transition it is something that is no new shot.
 */
public final class ShotTruth {
    public static final String ENDING = ".shots";
    private static final String NONE = "none";

    /** One line. */
    private record Line(double seconds, String transition, double length, String label) {
        static Line of(String text) {
            String[] words = text.trim().split("\\s+");
            return new Line(
                    Double.parseDouble(words[0]),
                    words[1],
                    words.length > 2 ? Double.parseDouble(words[2]) : 0,
                    words.length > 3 ? words[3] : words[1]);
        }

        boolean is(ShotStart start, double frameSeconds) {
            double apart = Math.abs(start.ptsUs() / 1e6 - seconds);
            return apart <= length / 2 + 1.01 * frameSeconds;
        }
    }

    /** Of one kind: those that are, those of them that were found, and those found that are not. */
    public static final class Score {
        private int truths;
        private int found;
        private int wrong;

        public int truths() {
            return truths;
        }

        public double precision() {
            return found + wrong == 0 ? 1 : (double) found / (found + wrong);
        }

        public double recall() {
            return truths == 0 ? 1 : (double) found / truths;
        }

        public double f1() {
            return found == 0 ? 0 : 2 * precision() * recall() / (precision() + recall());
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%4d, precision %.3f, recall %.3f, F1 %.3f",
                    truths,
                    precision(),
                    recall(),
                    f1());
        }
    }

    private final Map<String, Score> kinds = new TreeMap<>();
    private final Map<String, int[]> labels = new TreeMap<>();
    private final Map<String, int[]> wrongAt = new TreeMap<>();
    private final Score all = new Score();

    /**
     * @return what is missed and what is wrong, for people
     */
    public List<String> score(Path video, List<ShotStart> starts, double frameSeconds)
            throws IOException {
        List<String> remarks = new ArrayList<>();
        List<Line> lines =
                Files.readAllLines(video.resolveSibling(video.getFileName() + ENDING)).stream()
                        .map(Line::of)
                        .toList();
        List<ShotStart> left = new ArrayList<>(starts);
        for (Line line : lines) {
            if (!line.transition().equals(NONE)) {
                ShotStart start = take(left, line, frameSeconds);
                count(line, start != null);
                if (start == null) {
                    remarks.add("missed " + line);
                }
            }
        }
        for (ShotStart start : left) {
            String transition = start.transition().wireName();
            kinds.computeIfAbsent(transition, name -> new Score()).wrong++;
            all.wrong++;
            String near =
                    lines.stream()
                            .filter(line -> line.is(start, 3 * frameSeconds))
                            .map(Line::label)
                            .findFirst()
                            .orElse("nothing");
            wrongAt.computeIfAbsent(near, name -> new int[1])[0]++;
            remarks.add("wrong " + transition + " " + start.ptsUs() / 1e6 + " at " + near);
        }
        return remarks;
    }

    private static ShotStart take(List<ShotStart> left, Line line, double frameSeconds) {
        for (ShotStart start : left) {
            if (line.is(start, frameSeconds)) {
                left.remove(start);
                return start;
            }
        }
        return null;
    }

    private void count(Line line, boolean found) {
        Score kind = kinds.computeIfAbsent(line.transition(), name -> new Score());
        int[] label = labels.computeIfAbsent(line.label(), name -> new int[2]);
        kind.truths++;
        all.truths++;
        label[1]++;
        if (found) {
            kind.found++;
            all.found++;
            label[0]++;
        }
    }

    /** By transition as the detector calls it, and {@code all}. */
    public Map<String, Score> scores() {
        Map<String, Score> scores = new TreeMap<>(kinds);
        scores.put("all", all);
        return scores;
    }

    /** Of each label, how many were found, and how many there are. */
    public Map<String, int[]> labels() {
        return labels;
    }

    /** By transition, by label, and what was taken for a shot. */
    public List<String> report() {
        List<String> lines = new ArrayList<>();
        kinds.forEach((kind, score) -> lines.add(String.format("%-9s %s", kind, score)));
        lines.add(String.format("%-9s %s", "all", all));
        labels.forEach(
                (label, counts) -> lines.add("  " + label + " " + counts[0] + " of " + counts[1]));
        wrongAt.forEach((label, count) -> lines.add("  wrong at " + label + " " + count[0]));
        return lines;
    }
}
