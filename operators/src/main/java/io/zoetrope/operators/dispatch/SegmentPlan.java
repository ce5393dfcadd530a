package io.zoetrope.operators.dispatch;

/**
 * How one video is cut: the segments that its container lets plan, and what may follow them. Held
 * in state: components may be added, none moved or taken away. Made by {@link SegmentPlanner}.
 *
 * @param startsUs of the planned segments, ascending; at least one, the first begins with the first
 *     picture
 * @param positions byte offset to read each from, -1 if it can be sought by time; empty if all can
 * @param continues whether each begins inside a group of pictures
 * @param endUs of the last planned segment
 * @param open whether the video may go on past {@code endUs}: then segments are planned as it is
 *     read, until one says that it ended
 * @param segmentUs length of those
 * @param boundUs no segment reaches past it
 * @param limited whether its owner set the bound, so that what follows is not missing
 * @param lengthKnown whether the number of planned segments says about how many there are
 * @param believedUs where the video ends as far as its container says, within the bound
 */
public record SegmentPlan(
        long[] startsUs,
        long[] positions,
        boolean[] continues,
        long endUs,
        boolean open,
        long segmentUs,
        long boundUs,
        boolean limited,
        boolean lengthKnown,
        long believedUs) {

    public SegmentPlan {
        startsUs = startsUs == null ? new long[] {0} : startsUs;
        positions = positions == null ? new long[0] : positions;
        continues = continues == null ? new boolean[startsUs.length] : continues;
    }

    /** Segments whose cuts are known. */
    public int planned() {
        return startsUs.length;
    }

    /** For progress: 0 if unknown. */
    public int total() {
        return lengthKnown ? planned() : 0;
    }

    public boolean isPlanned(int index) {
        return index < planned();
    }

    /** Whether there is such a segment, as far as is known before the video has ended. */
    public boolean has(int index) {
        return isPlanned(index) || (open && startUs(index) < boundUs);
    }

    long startUs(int index) {
        return isPlanned(index) ? startsUs[index] : endUs + (index - planned()) * segmentUs;
    }

    long endUs(int index) {
        if (index + 1 < planned()) {
            return startsUs[index + 1];
        }
        return isPlanned(index) ? endUs : Math.min(startUs(index) + segmentUs, boundUs);
    }

    Stretch stretch(int index) {
        return new Stretch(
                startUs(index), endUs(index), position(index), continues(index), isLast(index));
    }

    /** See {@link Stretch#continues}. */
    public boolean continues(int index) {
        return isPlanned(index) ? continues[index] : true;
    }

    /** See {@link Stretch#bytePosition}: what follows the plan is read from its last key frame. */
    long position(int index) {
        return positions.length == 0 ? -1 : positions[Math.min(index, planned() - 1)];
    }

    /** See {@link Stretch#last}. */
    boolean isLast(int index) {
        return limited && endUs(index) >= boundUs;
    }

    /**
     * Media time that the longest planned segment probably has; if nobody knows how many follow,
     * those are taken to end with a group of pictures.
     */
    long longestUs() {
        long longest = lengthKnown ? 0 : 2 * segmentUs;
        for (int i = 0; i < planned(); i++) {
            longest = Math.max(longest, lengthUs(i));
        }
        return longest;
    }

    /** Media time that a segment probably has. */
    long lengthUs(int index) {
        long untilUs = isPlanned(index) ? Math.min(endUs(index), believedUs) : endUs(index);
        return untilUs - startUs(index);
    }
}
