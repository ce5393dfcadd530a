package io.zoetrope.operators.track;

/**
 * What speaks for one class. Held in state: components may be added, none moved or taken away.
 *
 * @param scores of the sightings that were called so, added up
 */
public record ClassVote(String label, double scores, int sightings) {
    public ClassVote {
        label = label == null ? "" : label;
    }

    public ClassVote and(float score) {
        return new ClassVote(label, scores + score, sightings + 1);
    }

    public float meanScore() {
        return (float) (scores / Math.max(1, sightings));
    }
}
