package io.zoetrope.media.process;

import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.SegmentOutput;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.media.process.protocol.Kind;
import io.zoetrope.media.process.protocol.MessageInput;
import io.zoetrope.media.process.protocol.ProtocolViolation;
import io.zoetrope.media.process.protocol.SegmentFormat;
import java.io.IOException;
import java.util.List;

/**
 * Takes the pieces of one segment's files, and what is said of them at the end: none that is too
 * large, nor more than a bound, of no other track than the request has, and as long as is said.
 */
final class PieceTaker implements Taker {
    /** Of all files of one segment. */
    private static final long MOST_BYTES = 1L << 30;

    private static final long US_PER_SECOND = 1_000_000;

    /** Pictures and sound of a stretch may begin before it. */
    private static final long EARLY_SECONDS = 3_600;

    private static final long MOST_SECONDS = 86_400;

    private final SegmentRequest request;
    private final SegmentOutput output;
    private final byte[] piece = new byte[SegmentOutput.MOST_BYTES];
    private final long[] media = new long[SegmentReport.MOST_TRACKS];
    private final long[] heads = new long[SegmentReport.MOST_TRACKS];
    private long left = MOST_BYTES;

    PieceTaker(SegmentRequest request, SegmentOutput output) {
        this.request = request;
        this.output = output;
    }

    @Override
    public Runnable take(Kind kind, MessageInput in) throws IOException {
        ProtocolViolation.require(kind == Kind.PIECE, kind + " unasked");
        int track = in.readInt();
        boolean head = in.readBoolean();
        int length = in.remaining();
        ProtocolViolation.require(
                track >= 0 && track <= request.renditions().size(), "a piece of track " + track);
        ProtocolViolation.require(length <= piece.length, "a piece of " + length + " bytes");
        left -= length;
        ProtocolViolation.require(left >= 0, "a segment without end");
        in.readBytes(piece, length);
        (head ? heads : media)[track] += length;
        return () -> output.piece(track, head, piece, length);
    }

    /**
     * Reads the report out of the message whose head was read.
     *
     * @throws ProtocolViolation if it does not tell of what was taken
     */
    SegmentReport report(MessageInput in) throws IOException {
        SegmentReport report = SegmentFormat.report(in);
        List<MadeTrack> tracks = report.tracks();
        ProtocolViolation.require(
                tracks.size() >= request.renditions().size(),
                "a segment of " + (tracks.isEmpty() ? "no track" : tracks.size() + " tracks"));
        for (int i = 0; i < SegmentReport.MOST_TRACKS; i++) {
            if (i < tracks.size()) {
                check(tracks.get(i), i);
            } else {
                ProtocolViolation.require(
                        media[i] + heads[i] == 0, "pieces of track " + i + ", which is not there");
            }
        }
        return report;
    }

    private String name(int number) {
        List<String> renditions = request.renditions();
        return number < renditions.size()
                ? renditions.get(number)
                : number == renditions.size() ? MadeTrack.SOUND : "";
    }

    private void check(MadeTrack track, int number) throws ProtocolViolation {
        ProtocolViolation.require(
                track.name().equals(name(number)), "track " + number + ": " + track.name());
        ProtocolViolation.require(
                track.bytes() == media[number] && (track.isEmpty() || track.bytes() > 0),
                track.bytes()
                        + " bytes of "
                        + track.name()
                        + ", of which "
                        + media[number]
                        + " came");
        boolean headed = request.container().hasHead() && (request.index() == 0 || track.ownHead());
        ProtocolViolation.require(
                headed == heads[number] > 0,
                track.name() + (headed ? " without a head" : " with a head of its own"));
        ProtocolViolation.require(
                track.isEmpty() || isNear(track), "times of " + track.name() + " far away");
    }

    /** In whole seconds: ticks may be any number. */
    private boolean isNear(MadeTrack track) {
        long start = Math.floorDiv(track.startTicks(), track.ticksPerSecond());
        long end = Math.floorDiv(track.endTicks(), track.ticksPerSecond());
        long asked = request.startUs() / US_PER_SECOND;
        return start >= asked - EARLY_SECONDS
                && start <= asked + MOST_SECONDS
                && end <= start + MOST_SECONDS;
    }
}
