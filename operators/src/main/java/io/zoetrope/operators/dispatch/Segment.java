package io.zoetrope.operators.dispatch;

import io.zoetrope.domain.VideoRef;

/**
 * A stretch of one video: the unit of work, replay and order. Made by {@link #of} and the methods
 * that follow it.
 *
 * @param generation of the video's admission
 * @param index from 0
 * @param total segments of the video as far as it is planned; 0 if that is not known yet
 * @param startUs included
 * @param endUs excluded; {@link Long#MAX_VALUE} for all that follows
 * @param bytePosition where to read from in a container that cannot be sought by time, or -1
 * @param width displayed width of the video in pixels; 0 if not known
 * @param height displayed height; 0 if not known
 * @param slot which decoding subtask it goes to, modulo their number
 * @param continues whether it begins inside a group of pictures, or at a place that nobody knows to
 *     be a key frame: it goes to the slot of the segment before it, where the decoder stands
 * @param last whether nothing of the video is wanted after it, whatever follows in the file
 * @param run which start of the dispatcher sent it; comes back in {@link
 *     io.zoetrope.domain.SegmentDone}
 * @param captionsUri caption file that the video's arrival names, or empty
 */
public record Segment(
        VideoRef video,
        long generation,
        int index,
        int total,
        long startUs,
        long endUs,
        long bytePosition,
        int width,
        int height,
        int slot,
        boolean continues,
        boolean last,
        long run,
        String captionsUri) {
    public Segment {
        captionsUri = captionsUri == null ? "" : captionsUri;
    }

    /** For slot 0 of run 0, sought by time, of a video of unknown size and length. */
    public static Segment of(VideoRef video, long generation, int index, long startUs, long endUs) {
        return new Segment(
                video, generation, index, 0, startUs, endUs, -1, 0, 0, 0, false, false, 0, "");
    }

    /** Whether no further one is planned: what follows it is planned as the video is read. */
    public boolean isPastPlan() {
        return index >= total - 1;
    }

    public Segment ofTotal(int newTotal) {
        return new Segment(
                video,
                generation,
                index,
                newTotal,
                startUs,
                endUs,
                bytePosition,
                width,
                height,
                slot,
                continues,
                last,
                run,
                captionsUri);
    }

    /** Read from a byte position, because its container cannot be sought by time. */
    public Segment at(long newPosition) {
        return new Segment(
                video,
                generation,
                index,
                total,
                startUs,
                endUs,
                newPosition,
                width,
                height,
                slot,
                continues,
                last,
                run,
                captionsUri);
    }

    public Segment sized(int newWidth, int newHeight) {
        return new Segment(
                video,
                generation,
                index,
                total,
                startUs,
                endUs,
                bytePosition,
                newWidth,
                newHeight,
                slot,
                continues,
                last,
                run,
                captionsUri);
    }

    /** See {@link #continues}. */
    public Segment continuing() {
        return new Segment(
                video,
                generation,
                index,
                total,
                startUs,
                endUs,
                bytePosition,
                width,
                height,
                slot,
                true,
                last,
                run,
                captionsUri);
    }

    /** See {@link #last}. */
    public Segment asLast() {
        return new Segment(
                video,
                generation,
                index,
                total,
                startUs,
                endUs,
                bytePosition,
                width,
                height,
                slot,
                continues,
                true,
                run,
                captionsUri);
    }

    public Segment sentTo(int newSlot, long inRun) {
        return new Segment(
                video,
                generation,
                index,
                total,
                startUs,
                endUs,
                bytePosition,
                width,
                height,
                newSlot,
                continues,
                last,
                inRun,
                captionsUri);
    }

    /** See {@link #captionsUri}. */
    public Segment captioned(String uri) {
        return new Segment(
                video,
                generation,
                index,
                total,
                startUs,
                endUs,
                bytePosition,
                width,
                height,
                slot,
                continues,
                last,
                run,
                uri);
    }
}
