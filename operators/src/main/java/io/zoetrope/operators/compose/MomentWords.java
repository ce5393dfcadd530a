package io.zoetrope.operators.compose;

import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.observe.SaidLine;
import io.zoetrope.operators.order.VideoStep;
import io.zoetrope.operators.shots.StartedShot;
import io.zoetrope.operators.text.SeenText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gathers what is said and what is to be read in the time of each moment. What a frame shows is
 * there until the next frame that was read, or the next shot. Bounded; for one thread.
 */
final class MomentWords {
    /** Characters of a moment's dialogue, and of its words on the screen. */
    static final int MAX_CHARS = 2000;

    /** Lines, and pieces of writing, that are held from step to step; the oldest go first. */
    static final int MOST = 300;

    private int lines;
    private final List<Words> said;
    private final List<Words> shown;

    MomentWords(HeldWords held) {
        this.lines = held.lines();
        this.said = new ArrayList<>(held.said());
        this.shown = new ArrayList<>(held.shown());
    }

    /**
     * @param then where composing stands then: no moment to come begins before the open one
     */
    HeldWords state(Composition then) {
        if (!then.frames().isEmpty()) {
            forget(then.startUs());
        }
        return state();
    }

    HeldWords state() {
        // Not as they come: a step may bring more, and moments of its beginning want the oldest.
        said.subList(0, Math.max(0, said.size() - MOST)).clear();
        shown.subList(0, Math.max(0, shown.size() - MOST)).clear();
        return new HeldWords(lines, List.copyOf(said), List.copyOf(shown));
    }

    /**
     * What a segment brings, before its moments are composed.
     *
     * @return the lines that are said in it, by the ordinal that each has in its video
     */
    SortedMap<Integer, SaidLine> take(VideoStep step) {
        SortedMap<Integer, SaidLine> fresh = new TreeMap<>();
        Deque<StartedShot> shots = new ArrayDeque<>(step.shots());
        for (ObservedSegment part : step.parts()) {
            for (SaidLine line : part.lines()) {
                fresh.put(lines++, line);
                say(line);
            }
            for (ObservedFrame frame : part.frames()) {
                hide(shots, frame.ptsUs());
                show(frame);
            }
        }
        hide(shots, Long.MAX_VALUE);
        return fresh;
    }

    private void hide(Deque<StartedShot> shots, long upToUs) {
        while (!shots.isEmpty() && shots.getFirst().startUs() <= upToUs) {
            hide(shots.removeFirst().startUs());
        }
    }

    void say(SaidLine line) {
        said.add(new Words(line.startUs(), line.endUs(), line.text()));
    }

    /**
     * @param frame later than those before; passed over if it was not read
     */
    void show(ObservedFrame frame) {
        if (frame.isRead()) {
            hide(frame.ptsUs());
            Map<String, Integer> before = shownUntil(frame.ptsUs());
            for (SeenText text : frame.texts()) {
                Integer same = before.get(text.text());
                if (same == null) {
                    before.put(text.text(), shown.size());
                    shown.add(new Words(frame.ptsUs(), Words.OPEN, text.text()));
                } else {
                    shown.set(same, shown.get(same).goingOn());
                }
            }
        }
    }

    /** Where what was shown up to that time stands, by its text: shown again, it goes on. */
    private Map<String, Integer> shownUntil(long us) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).endUs() == us) {
                places.put(shown.get(i).text(), i);
            }
        }
        return places;
    }

    /** What was shown before a shot is not, until a frame of it is read. */
    void hide(long us) {
        shown.replaceAll(words -> words.startUs() < us ? words.until(us) : words);
    }

    String dialogue(long startUs, long endUs) {
        return joined(said, startUs, endUs);
    }

    String screenText(long startUs, long endUs) {
        return joined(shown, startUs, endUs);
    }

    private void forget(long beforeUs) {
        said.removeIf(words -> words.endUs() <= beforeUs);
        shown.removeIf(words -> words.endUs() <= beforeUs);
    }

    /** Each text once: a page is read in many frames, a line may come from two sources. */
    private static String joined(List<Words> all, long startUs, long endUs) {
        Set<String> texts = new LinkedHashSet<>();
        for (Words words : all) {
            if (words.overlaps(startUs, endUs)) {
                texts.add(words.text());
            }
        }
        String joined = String.join(" ", texts);
        if (joined.length() <= MAX_CHARS) {
            return joined;
        }
        boolean pair = Character.isHighSurrogate(joined.charAt(MAX_CHARS - 1));
        return joined.substring(0, pair ? MAX_CHARS - 1 : MAX_CHARS);
    }
}
