package io.zoetrope.operators.text;

import io.zoetrope.domain.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Follows writing over the frames of a video, so that a sign that stays is one entry. Two readings
 * are the same if they read alike and lie where the other one was, or moved as credits do; readings
 * that do not read alike but lie on the same place are two, as subtitles follow each other there.
 *
 * <p>Frames come in the order of media time. What a frame is given decides alone: the same frames
 * give the same entries, however often the state is taken out and put back. Memory is bounded by
 * the rule. Not thread-safe.
 */
public final class TextTracker {
    private static final float SAME_PLACE = 0.3f;
    private static final float NEAR = 0.15f;

    private final TextTrackerRule rule;
    private List<OpenText> open;
    private long nextNumber;
    private long lastUs;
    private long dropped;
    private long shotUs;

    private record Pair(int open, int seen, float score) {}

    public TextTracker(TextTrackerRule rule, TextTrackerState state) {
        this.rule = rule;
        this.open = new ArrayList<>(state.open());
        this.nextNumber = state.nextNumber();
        this.lastUs = state.lastUs();
        this.dropped = state.dropped();
        this.shotUs = state.shotUs();
    }

    public TextTrackerState state() {
        return new TextTrackerState(List.copyOf(open), nextNumber, lastUs, dropped, shotUs);
    }

    /** Readings that found no place, since the video began. */
    public long dropped() {
        return dropped;
    }

    /**
     * A shot begins: what the next frame does not show any more has gone with the shot before; what
     * it still shows lies over the picture and goes on.
     *
     * @param startUs after the last frame; else it is passed over
     */
    public void shot(long startUs) {
        if (shotUs <= lastUs) {
            shotUs = startUs;
        }
    }

    /**
     * @param timeUs of the frame; one that is not after the last is passed over
     * @param seen what it says, perhaps nothing
     * @return what has ended, in the order of appearance
     */
    public List<TextEntry> add(long timeUs, List<SeenText> seen) {
        if (timeUs <= lastUs) {
            return List.of();
        }
        long goneUs = shotUs > lastUs ? Math.min(shotUs, timeUs) : timeUs;
        lastUs = timeUs;
        List<TextEntry> ended = end(timeUs - rule.gapUs());
        int before = open.size();
        boolean[] taken = new boolean[seen.size()];
        boolean[] found = new boolean[before];
        for (Pair pair : pairs(seen)) {
            if (!found[pair.open()] && !taken[pair.seen()]) {
                found[pair.open()] = true;
                taken[pair.seen()] = true;
                OpenText again = open.get(pair.open()).seen(timeUs, seen.get(pair.seen()));
                open.set(pair.open(), again);
            }
        }
        for (int i = 0; i < before; i++) {
            if (!found[i]) {
                open.set(i, open.get(i).missed(goneUs));
            }
        }
        for (int i = 0; i < seen.size(); i++) {
            if (!taken[i]) {
                begin(timeUs, seen.get(i));
            }
        }
        return ended;
    }

    /**
     * What is still there when the video ends, or nobody sees how it goes on. The tracker is empty
     * then.
     *
     * @param endUs until when it is shown, if the last frame shows it and no shot began since
     */
    public List<TextEntry> finish(long endUs) {
        long untilUs = shotUs > lastUs ? shotUs : Math.max(endUs, lastUs);
        List<TextEntry> ended =
                open.stream().map(text -> text.missed(untilUs)).map(OpenText::entry).toList();
        open.clear();
        return ended;
    }

    private void begin(long timeUs, SeenText seen) {
        if (open.size() >= rule.maxOpen()) {
            dropped++;
        } else if (!seen.text().isBlank()) {
            open.add(OpenText.of(nextNumber++, timeUs, seen));
        }
    }

    private List<TextEntry> end(long lastSeenBefore) {
        List<TextEntry> ended = new ArrayList<>();
        List<OpenText> left = new ArrayList<>();
        for (OpenText text : open) {
            boolean gone = text.goneUs() != OpenText.THERE && text.lastUs() < lastSeenBefore;
            if (gone) {
                ended.add(text.entry());
            } else {
                left.add(text);
            }
        }
        open = left;
        return ended;
    }

    /** All that may be the same, the likeliest first; of equal ones the older. */
    private List<Pair> pairs(List<SeenText> seen) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            for (int j = 0; j < seen.size(); j++) {
                float score = score(open.get(i), seen.get(j));
                if (score > 0) {
                    pairs.add(new Pair(i, j, score));
                }
            }
        }
        pairs.sort(
                Comparator.<Pair>comparingDouble(p -> -p.score())
                        .thenComparingInt(Pair::open)
                        .thenComparingInt(Pair::seen));
        return pairs;
    }

    /** 0 if they are not the same. */
    private float score(OpenText text, SeenText seen) {
        float overlap = overlap(text.box(), seen.box());
        boolean near = distance(text.box(), seen.box()) <= NEAR;
        if (overlap < SAME_PLACE && !near) {
            return 0;
        }
        float alike = TextLikeness.of(text.text(), seen.text());
        boolean part = overlap > 0 && TextLikeness.isPart(text.text(), seen.text());
        return alike >= rule.likeness() || part ? 0.1f + alike + overlap : 0;
    }

    private static float overlap(Box a, Box b) {
        float width = Math.min(a.x1(), b.x1()) - Math.max(a.x0(), b.x0());
        float height = Math.min(a.y1(), b.y1()) - Math.max(a.y0(), b.y0());
        if (width <= 0 || height <= 0) {
            return 0;
        }
        float both = width * height;
        return both / (area(a) + area(b) - both);
    }

    private static float area(Box box) {
        return (box.x1() - box.x0()) * (box.y1() - box.y0());
    }

    private static double distance(Box a, Box b) {
        return Math.hypot(
                (a.x0() + a.x1() - b.x0() - b.x1()) / 2, (a.y0() + a.y1() - b.y0() - b.y1()) / 2);
    }
}
