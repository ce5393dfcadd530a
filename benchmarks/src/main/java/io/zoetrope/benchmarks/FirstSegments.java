package io.zoetrope.benchmarks;

import io.zoetrope.jobs.ParallelismOptions;
import io.zoetrope.jobs.SamplingMode;
import io.zoetrope.operators.observe.Analysers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.Configuration;

/**
 * When videos can be played from their beginning, against what encoding a segment takes on one
 * thread without anything around it: as segments usually are, and as the first one is, by several.
 */
final class FirstSegments {
    private static final int SECONDS = PlaybackBenchmark.SEGMENT_SECONDS;
    private static final int FEW_SECONDS = 4 * SECONDS;

    private final Path folder;
    private final int films;
    private final Path clip;
    private final Path one;
    private final Path few;
    private final Path film;
    private final Figures usual = new Figures("a segment encoded alone");
    private final Figures first = new Figures("that segment encoded alone as the first one is");
    private int names;

    /** What was measured of one thing. */
    private static final class Figures {
        private final String name;
        private final List<Double> seconds = new ArrayList<>();

        Figures(String name) {
            this.name = name;
        }

        void add(double value) {
            seconds.add(value);
        }

        double median() {
            List<Double> sorted = new ArrayList<>(seconds);
            Collections.sort(sorted);
            return sorted.get(sorted.size() / 2);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-52s %5.2f s (%.2f to %.2f)",
                    name,
                    median(),
                    Collections.min(seconds),
                    Collections.max(seconds));
        }
    }

    /**
     * @param seconds of the longer films
     * @param films of each kind
     */
    FirstSegments(Path folder, int seconds, int films) throws Exception {
        this.folder = folder;
        this.films = films;
        int clipSeconds = PlaybackBenchmark.CLIP_SECONDS;
        clip = Films.clip(folder.resolve("clip.mp4"), 1920, 1080, 30, clipSeconds);
        one = Films.clip(folder.resolve("one.mp4"), 1920, 1080, 30, SECONDS);
        few = Films.film(clip, folder.resolve("few.mp4"), clipSeconds, FEW_SECONDS);
        film = Films.film(clip, folder.resolve("film.mp4"), clipSeconds, seconds);
    }

    void measure() throws Exception {
        PlaybackBenchmark.encoded(film, 0);
        PlaybackBenchmark.encoded(film, 1);
        Figures alone = new Figures("playable, of a video that has no other segment");
        Figures ofFour = new Figures("playable, of one of four");
        Figures unseen = new Figures("playable, of a film of which no picture is looked at");
        Figures seen = new Figures("playable, of a film whose pictures are looked at");
        Configuration options = PlaybackBenchmark.encoding(1);
        // A processor for each slot: with more slots, what is measured is who else has the
        // processor.
        options.set(ParallelismOptions.DECODE_PARALLELISM, 1);
        try (IndexingRig rig = new IndexingRig(folder, SamplingMode.KEYFRAMES, options)) {
            PlaybackBenchmark.warm(rig, clip, folder);
            for (int round = 0; round < films; round++) {
                usual.add(PlaybackBenchmark.encoded(film, 1));
                first.add(PlaybackBenchmark.encoded(film, 0));
                alone.add(rig.play(named(one))[0]);
                ofFour.add(rig.play(named(few))[0]);
                begin(rig, unseen, Analysers.SOUND, round == films - 1);
                begin(rig, seen, Analysers.VISUAL, round == films - 1);
            }
        }
        for (Figures each : List.of(usual, first, alone, ofFour, unseen, seen)) {
            System.out.printf(
                    Locale.ROOT,
                    "RESULT %s, %.2f of the first row, %.2f of the second%n",
                    each,
                    each.median() / usual.median(),
                    each.median() / first.median());
        }
    }

    private void begin(IndexingRig rig, Figures to, String analyser, boolean last)
            throws Exception {
        Path video = named(film);
        ThreadTimes threads = new ThreadTimes();
        to.add(rig.begin(video, List.of(analyser)));
        if (last) {
            System.out.print(to.name + ", processor time by thread:\n" + threads.since());
        }
        rig.remove(video);
        // Behind it stands what of the film was on the way.
        rig.play(named(one));
    }

    /** The same under a name that the job has not seen. */
    private Path named(Path video) throws Exception {
        return Files.createLink(folder.resolve("video-" + names++ + ".mp4"), video);
    }
}
