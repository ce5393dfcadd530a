package io.zoetrope.media.process.protocol;

import io.zoetrope.domain.Rational;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.PictureSize;
import io.zoetrope.media.playback.SegmentContainer;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How what makes segments crosses; as {@link Protocol}. */
public final class SegmentFormat {
    /**
     * Of pictures as they are displayed. H.264 has none that is wider than 16,880, and no pixel is
     * taken to be over 16 times as wide as high.
     */
    private static final int MAX_SIDE = 1 << 19;

    private static final int LEAST_BYTES = 16;

    private SegmentFormat() {}

    public static void put(MessageOutput out, SegmentRequest request) {
        out.putInt(request.index());
        out.putLong(request.startUs()).putLong(request.endUs());
        out.putLong(request.bytePosition());
        out.putInt(request.renditions().size());
        request.renditions().forEach(out::putText);
        out.putText(request.encoding().encoder());
        out.putInt(request.encoding().bitRate()).putInt(request.encoding().soundBitRate());
        out.putText(request.container().name());
    }

    static SegmentRequest request(MessageInput in) throws IOException {
        int index = in.readInt();
        long startUs = in.readLong();
        long endUs = in.readLong();
        long bytePosition = in.readLong();
        ProtocolViolation.require(index >= 0 && startUs <= endUs, "a segment that is none");
        int count = in.count(1, SegmentReport.MOST_RENDITIONS);
        List<String> renditions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            renditions.add(in.readText());
        }
        ProtocolViolation.require(
                count > 0 && renditions.stream().allMatch(PictureSize::isName), "no renditions");
        return new SegmentRequest(
                index, startUs, endUs, bytePosition, renditions, encoding(in), container(in));
    }

    private static SegmentContainer container(MessageInput in) throws IOException {
        String name = in.readText();
        try {
            return SegmentContainer.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new ProtocolViolation("segments in " + name);
        }
    }

    private static Encoding encoding(MessageInput in) throws IOException {
        try {
            return new Encoding(in.readText(), in.readInt(), in.readInt());
        } catch (IllegalArgumentException e) {
            throw new ProtocolViolation(e.getMessage());
        }
    }

    public static void put(MessageOutput out, SegmentReport report) {
        out.putBoolean(report.ended()).putInt(report.tracks().size());
        for (MadeTrack track : report.tracks()) {
            out.putText(track.name()).putText(track.codec());
            out.putInt(track.width()).putInt(track.height());
            out.putInt(track.frameRate().numerator()).putInt(track.frameRate().denominator());
            out.putInt(track.ticksPerSecond());
            out.putLong(track.startTicks()).putLong(track.endTicks());
            out.putLong(track.bytes()).putBoolean(track.independent());
            out.putBoolean(track.ownHead()).putLong(track.keyBytes());
        }
    }

    public static SegmentReport report(MessageInput in) throws IOException {
        boolean ended = in.readBoolean();
        int count = in.count(LEAST_BYTES, SegmentReport.MOST_TRACKS);
        List<MadeTrack> tracks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tracks.add(track(in));
        }
        return new SegmentReport(ended, tracks);
    }

    private static MadeTrack track(MessageInput in) throws IOException {
        MadeTrack track =
                new MadeTrack(
                        in.readText(),
                        in.readText(),
                        side(in),
                        side(in),
                        new Rational(in.readInt(), in.readInt()),
                        in.readInt(),
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        in.readBoolean(),
                        in.readBoolean(),
                        in.readLong());
        ProtocolViolation.require(track.name().matches("[a-z0-9]{1,16}"), "a track without a name");
        ProtocolViolation.require(track.codec().matches("[A-Za-z0-9.]{1,64}"), "no codec's name");
        ProtocolViolation.require(track.ticksPerSecond() > 0, "a clock without ticks");
        ProtocolViolation.require(
                track.startTicks() <= track.endTicks() && track.bytes() >= 0,
                "a track of less than nothing");
        ProtocolViolation.require(
                track.keyBytes() >= 0 && track.keyBytes() <= track.bytes(),
                "a key frame of more than its segment");
        return track;
    }

    private static int side(MessageInput in) throws IOException {
        int side = in.readInt();
        ProtocolViolation.require(side >= 0 && side <= MAX_SIDE, "a picture of side " + side);
        return side;
    }
}
