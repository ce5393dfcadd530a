package io.zoetrope.query.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of a video that an answer may rest on, and what is known of it.
 *
 * @param momentId of the moment that shows it; null if it lies in none
 * @param startMs media time
 * @param endMs excluded
 * @param score in [0,1], how likely it is what is asked for; 1 if whatever is there was asked for
 * @param looked how likely it is right by looks alone; 0 if that was not asked
 */
public record Scene(
        String videoId,
        String title,
        String momentId,
        long startMs,
        long endMs,
        double score,
        double looked,
        List<Sign> signs) {

    /** One in which whatever is there counts. */
    public static Scene ofAnything(
            String videoId, String title, String momentId, long startMs, long endMs) {
        return new Scene(videoId, title, momentId, startMs, endMs, 1, 0, List.of());
    }

    /** The same with what else is known; what says more of a sign that is there takes its place. */
    public Scene with(List<Sign> more) {
        List<Sign> all = new ArrayList<>(signs);
        for (Sign sign : more) {
            boolean known = false;
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).isToldBy(sign)) {
                    Sign old = all.get(i);
                    all.set(i, old.asked() ? sign.asked(old.confidence()) : sign);
                    known = true;
                }
            }
            if (!known) {
                all.add(sign);
            }
        }
        return new Scene(videoId, title, momentId, startMs, endMs, score, looked, List.copyOf(all));
    }

    /**
     * What of it lies in a stretch, with the signs that reach into that; empty if nothing does. A
     * result is made of several findings, and of those only some need be what was asked for.
     */
    public Optional<Scene> within(Question.Stretch stretch) {
        long fromMs = Math.max(startMs, stretch.startMs());
        long toMs = Math.min(endMs, stretch.endMs());
        if (fromMs >= toMs) {
            return Optional.empty();
        }
        List<Sign> inside =
                signs.stream().filter(s -> s.startMs() < toMs && fromMs < s.endMs()).toList();
        return Optional.of(
                new Scene(videoId, title, momentId, fromMs, toMs, score, looked, inside));
    }

    public boolean overlaps(long fromMs, long toMs) {
        return startMs < toMs && fromMs < endMs;
    }

    /** All of it. */
    public Citation citation() {
        return new Citation(videoId, startMs, endMs, momentId);
    }

    /** Where one thing of it is. */
    public Citation citation(Sign sign) {
        return new Citation(videoId, sign.startMs(), sign.endMs(), momentId);
    }
}
