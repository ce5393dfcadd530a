package io.zoetrope.operators.dispatch;

import io.zoetrope.domain.VideoRef;
import java.util.List;

/**
 * A stretch of one video: the unit of work, replay and order. Made by {@link #of} and the methods
 * that follow it.
 *
 * @param generation of the video's admission
 * @param index from 0
 * @param total segments of the video as far as it is planned; 0 if that is not known yet
 * @param width displayed width of the video in pixels; 0 if not known
 * @param height displayed height; 0 if not known
 * @param captionsUri caption file that the video's arrival names, or empty
 * @param analysers names of those that look at it; empty for all
 * @param slot which decoding subtask it goes to, modulo their number
 * @param run which start of the dispatcher sent it; comes back in {@link
 *     io.zoetrope.domain.message.SegmentDone}
 * @param captionsGivenUp whether the caption file was waited for long enough: if it cannot be read
 *     now either, the video goes on without it
 * @param longestUs of all segments that are planned of the video; 0 if not known
 */
public record Segment(
        VideoRef video,
        long generation,
        int index,
        int total,
        Stretch stretch,
        int width,
        int height,
        String captionsUri,
        List<String> analysers,
        int slot,
        long run,
        boolean captionsGivenUp,
        long longestUs) {
    public Segment {
        captionsUri = captionsUri == null ? "" : captionsUri;
        analysers = analysers == null ? List.of() : analysers;
    }

    /** For all analysers and slot 0 of run 0, of a video of unknown size and length. */
    public static Segment of(VideoRef video, long generation, int index, Stretch stretch) {
        return new Segment(
                video, generation, index, 0, stretch, 0, 0, "", List.of(), 0, 0, false, 0);
    }

    public long startUs() {
        return stretch.startUs();
    }

    /** Whether an analyser of this name is to look at it. */
    public boolean isFor(String analyser) {
        return analysers.isEmpty() || analysers.contains(analyser);
    }

    /** Whether no further one is planned: what follows it is planned as the video is read. */
    public boolean isPastPlan() {
        return index >= total - 1;
    }

    public Segment ofTotal(int all) {
        return with(all, width, height, captionsUri, analysers);
    }

    /** See {@link #longestUs}. */
    public Segment longest(long us) {
        return with(slot, run, captionsGivenUp, us);
    }

    public Segment sized(int wide, int high) {
        return with(total, wide, high, captionsUri, analysers);
    }

    /** See {@link #captionsUri}. */
    public Segment captioned(String uri) {
        return with(total, width, height, uri, analysers);
    }

    public Segment forAnalysers(List<String> names) {
        return with(total, width, height, captionsUri, names);
    }

    public Segment sentTo(int itsSlot, long inRun) {
        return with(itsSlot, inRun, captionsGivenUp, longestUs);
    }

    /** See {@link #captionsGivenUp}. */
    public Segment withoutCaptions() {
        return with(slot, run, true, longestUs);
    }

    private Segment with(int all, int wide, int high, String captions, List<String> names) {
        return new Segment(
                video,
                generation,
                index,
                all,
                stretch,
                wide,
                high,
                captions,
                names,
                slot,
                run,
                captionsGivenUp,
                longestUs);
    }

    private Segment with(int itsSlot, long inRun, boolean givenUp, long longest) {
        return new Segment(
                video,
                generation,
                index,
                total,
                stretch,
                width,
                height,
                captionsUri,
                analysers,
                itsSlot,
                inRun,
                givenUp,
                longest);
    }
}
