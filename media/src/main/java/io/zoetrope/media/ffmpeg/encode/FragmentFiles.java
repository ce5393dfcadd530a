package io.zoetrope.media.ffmpeg.encode;

import io.zoetrope.media.playback.FragmentHead;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.Sample;
import java.util.List;
import java.util.function.IntFunction;

/** Fragments of MP4, behind an initialization segment. */
public final class FragmentFiles implements TrackFiles {
    private final byte[] head;
    private final long offsetTicks;

    /**
     * @param head the initialization segment
     */
    public FragmentFiles(byte[] head, int ticksPerSecond) {
        this.head = head;
        this.offsetTicks = (long) MadeTrack.OFFSET_SECONDS * ticksPerSecond;
    }

    @Override
    public void head(int track, PieceWriter writer) {
        writer.begin(track, true);
        writer.write(head);
        writer.end();
    }

    @Override
    public Written segment(
            int track,
            int index,
            long startTicks,
            List<Sample> samples,
            IntFunction<byte[]> bytes,
            PieceWriter writer) {
        byte[] boxes = FragmentHead.of(index + 1, offsetTicks + startTicks, samples);
        writer.begin(track, false);
        writer.write(boxes);
        for (int i = 0; i < samples.size(); i++) {
            writer.write(bytes.apply(i));
        }
        Sample first = samples.get(0);
        return new Written(writer.end(), first.key() ? boxes.length + (long) first.bytes() : 0);
    }
}
