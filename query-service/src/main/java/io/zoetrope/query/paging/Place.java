package io.zoetrope.query.paging;

/**
 * How far a search has been read.
 *
 * @param rank results read
 * @param reach nearest moments that were looked among; a later page looks among no fewer
 * @param score of the last result, as the index gives it
 * @param momentId of the last result
 */
public record Place(int rank, int reach, double score, String momentId) {
    public static final Place START = new Place(0, 0, Double.MAX_VALUE, "");

    public boolean isStart() {
        return rank == 0;
    }

    /**
     * Whether a result comes after this place: lower scores do, and higher ids of the same score.
     */
    public boolean isBefore(double otherScore, String otherId) {
        return otherScore < score || (otherScore == score && otherId.compareTo(momentId) > 0);
    }
}
