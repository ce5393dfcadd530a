package io.zoetrope.operators.shots;

import io.zoetrope.media.FrameSignatures;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Brings one video's segments, in order, to where its shots are known: frames wait until no shot
 * can begin before them any more, and no transition reach back to them. Looks at nothing but
 * signatures and times in order, so the same video gives the same shots however it was cut into
 * segments. For one thread.
 */
final class ShotFinder {
    /**
     * Frames of four seconds and a half, at any rate. More wait only if frames come without
     * signatures: then the oldest go on without being parted by a shot.
     */
    static final int MOST_WAITING = 1_280;

    private final ShotSequence sequence;
    private final List<StartedShot> begun = new ArrayList<>();
    private final List<ObservedSegment> waiting;
    private final List<ObservedSegment> settled = new ArrayList<>();
    private final List<ShotStart> known;
    private ShotDetector detector;

    /** Whether the frames that come have signatures: those that have none do not wait. */
    private boolean signed;

    private long endUs;
    private int letGo;

    /**
     * @param out takes each shot when it is complete
     */
    ShotFinder(DetectedVideo from, Consumer<FoundShot> out) {
        this.sequence = new ShotSequence(from.open(), out, begun::add);
        this.waiting = new ArrayList<>(from.waiting());
        this.known = new ArrayList<>(from.known());
        this.detector = new ShotDetector(ShotRules.DEFAULT, from.memory());
        this.signed = from.memory().begun();
        this.endUs = from.endUs();
    }

    /**
     * @param parts all of one segment, in order
     */
    void add(List<ObservedSegment> parts) {
        ObservedSegment last = parts.get(parts.size() - 1);
        firstFrameUs(parts).ifPresent(sequence::frame);
        if (last.signatures().count() > 0) {
            detector.add(last.signatures());
            signed = true;
        } else if (parts.stream().anyMatch(part -> !part.frames().isEmpty())) {
            // Frames whose signatures are unknown: nothing will ever be found before them.
            forget();
        }
        endUs = Math.max(endUs, last.endUs());
        if (last.brokenOff()) {
            end(parts);
        } else {
            settle(parts);
        }
    }

    /** Ends what is open: what follows is missing, or nothing follows. */
    void end() {
        end(List.of());
    }

    private void end(List<ObservedSegment> fresh) {
        forget();
        settle(fresh);
        sequence.end(endUs);
    }

    private void forget() {
        detector.end();
        known.addAll(detector.take());
        detector = new ShotDetector(ShotRules.DEFAULT, ShotMemory.START);
        signed = false;
    }

    private void settle(List<ObservedSegment> fresh) {
        known.addAll(detector.take());
        long untilUs = untilUs();
        sequence.begin(known.stream().filter(start -> start.ptsUs() < untilUs).toList());
        List<ObservedSegment> all = Stream.concat(waiting.stream(), fresh.stream()).toList();
        int spare = all.stream().mapToInt(part -> part.frames().size()).sum() - MOST_WAITING;
        int held = waiting.size();
        waiting.clear();
        for (int i = 0; i < all.size(); i++) {
            ObservedSegment part = all.get(i);
            int count = part.frames().size();
            int due = ready(part.frames(), untilUs);
            int ready = Math.max(due, Math.min(count, spare));
            letGo += ready - due;
            spare -= ready;
            if (i >= held || ready > 0) {
                settled.add(part.withFrames(marked(part.frames().subList(0, ready))));
            }
            if (ready < count) {
                waiting.add(part.onlyFrames(part.frames().subList(ready, count)));
            }
        }
        known.removeIf(start -> start.ptsUs() + start.afterUs() < untilUs);
    }

    /** Frames before this time go on: all is known of what they show. */
    private long untilUs() {
        if (!signed) {
            return Long.MAX_VALUE;
        }
        long settledUs = detector.settledUs();
        return settledUs == Long.MIN_VALUE ? settledUs : settledUs - ShotStart.MOST_REACH_US;
    }

    private List<ObservedFrame> marked(List<ObservedFrame> frames) {
        return frames.stream()
                .map(
                        frame ->
                                known.stream().anyMatch(start -> start.reaches(frame.ptsUs()))
                                        ? frame.ofTransition()
                                        : frame)
                .toList();
    }

    /** How many frames come before a time. */
    private static int ready(List<ObservedFrame> frames, long untilUs) {
        int ready = 0;
        while (ready < frames.size() && frames.get(ready).ptsUs() < untilUs) {
            ready++;
        }
        return ready;
    }

    private static OptionalLong firstFrameUs(List<ObservedSegment> parts) {
        FrameSignatures signatures = parts.get(parts.size() - 1).signatures();
        if (signatures.count() > 0) {
            return OptionalLong.of(signatures.timesUs()[0]);
        }
        return parts.stream()
                .flatMap(part -> part.frames().stream())
                .mapToLong(ObservedFrame::ptsUs)
                .findFirst();
    }

    /** What was added, with the frames that no shot can begin before any more, in order. */
    List<ObservedSegment> settled() {
        return settled;
    }

    /** The shots that began, ascending; each before the first frame of it that is settled. */
    List<StartedShot> begun() {
        return List.copyOf(begun);
    }

    /** Frames that went on without being parted by a shot. */
    int letGo() {
        return letGo;
    }

    DetectedVideo state(DetectedVideo of) {
        return of.with(
                endUs,
                detector.memory(),
                sequence.state(),
                List.copyOf(waiting),
                List.copyOf(known));
    }
}
