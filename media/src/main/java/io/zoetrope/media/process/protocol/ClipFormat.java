package io.zoetrope.media.process.protocol;

import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import java.io.IOException;

/** How what makes clips crosses; as {@link Protocol}. */
public final class ClipFormat {
    private ClipFormat() {}

    public static void put(MessageOutput out, ClipRequest request) {
        out.putLong(request.startUs()).putLong(request.endUs());
        out.putInt(request.longestSide()).putLong(request.mostBytes());
    }

    static ClipRequest request(MessageInput in) throws IOException {
        long startUs = in.readLong();
        long endUs = in.readLong();
        int longestSide = in.readInt();
        long mostBytes = in.readLong();
        try {
            return new ClipRequest(startUs, endUs, longestSide, mostBytes);
        } catch (IllegalArgumentException e) {
            throw new ProtocolViolation(e.getMessage());
        }
    }

    public static void put(MessageOutput out, ClipReport report) {
        out.putLong(report.bytes()).putInt(report.pictures()).putInt(report.copied());
    }

    public static ClipReport report(MessageInput in) throws IOException {
        return new ClipReport(in.readLong(), in.readInt(), in.readInt());
    }
}
