package io.zoetrope.operators.compose;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.SoundClass;
import io.zoetrope.operators.observe.HeardWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Brings what was heard in a video's segments, in order, into windows with ordinals, and remembers
 * the classes that moments overlap. Silence that goes on over segments is one window.
 */
final class SoundComposer {
    /** Of one moment. */
    private static final int MOST_CLASSES = 10;

    /** Bounds state: ten minutes of windows of a second that all differ. */
    private static final int MOST_SPANS = 600;

    /** Pictures that are still to be composed are not older, unless a moment is open. */
    private static final long BACK_US = 60_000_000;

    private final BiConsumer<HeardWindow, Integer> out;
    private final List<HeardSpan> recent;
    private final ModelRef model;
    private HeardWindow silence;
    private int windows;

    /**
     * @param out takes each window with its ordinal
     */
    SoundComposer(ComposedSound from, BiConsumer<HeardWindow, Integer> out) {
        this.out = out;
        this.model = from.model();
        this.recent = new ArrayList<>(from.recent());
        this.silence = from.silence();
        this.windows = from.windows();
    }

    /**
     * @param heard in a segment, in order, after all that came before
     */
    void add(List<HeardWindow> heard) {
        for (HeardWindow window : heard) {
            if (silence != null && silence.goesOnWith(window)) {
                silence = silence.with(window);
                continue;
            }
            end();
            if (window.silent()) {
                silence = window;
            } else {
                out.accept(window, windows++);
                remember(window);
            }
        }
    }

    /** What is open ends: what follows is missing, or nothing follows. */
    void end() {
        if (silence != null) {
            out.accept(silence, windows++);
            silence = null;
        }
    }

    private void remember(HeardWindow window) {
        if (window.classes().isEmpty()) {
            return;
        }
        recent.add(new HeardSpan(window.startUs(), window.endUs(), window.classes()));
        if (recent.size() > MOST_SPANS) {
            recent.remove(0);
        }
    }

    /**
     * Distinct names of what is heard at some time of a range, those of the best scores first, at
     * most {@value #MOST_CLASSES}.
     */
    List<String> classes(long startUs, long endUs) {
        Map<String, Float> best = new LinkedHashMap<>();
        for (HeardSpan span : recent) {
            if (span.startUs() < endUs && startUs < span.endUs()) {
                for (SoundClass heard : span.classes()) {
                    best.merge(heard.name(), heard.score(), Math::max);
                }
            }
        }
        return best.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Float>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_CLASSES)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * @param composition of the pictures, as far as they are composed
     * @param endUs end of what was decoded
     */
    ComposedSound state(Composition composition, long endUs) {
        boolean open = !composition.frames().isEmpty();
        long neededUs = open ? composition.startUs() : endUs - BACK_US;
        List<HeardSpan> kept = recent.stream().filter(span -> span.endUs() > neededUs).toList();
        return new ComposedSound(model, windows, silence, kept);
    }
}
