package io.zoetrope.media.playback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The boxes in front of one segment's samples: {@code styp}, {@code moof} and the head of {@code
 * mdat} (ISO/IEC 14496-12 §8.8, CMAF ISO/IEC 23000-19 §7.3.2). One track, number 1; its samples
 * follow in order, without a gap. Composition offsets are signed, so that a segment's first
 * decoding time is its first presentation time. Pure.
 */
public final class FragmentHead {
    private static final int TRACK = 1;
    private static final int BOX = 8;
    private static final int FULL_BOX = 12;
    private static final int STYP_BYTES = BOX + 16;
    private static final int MFHD_BYTES = FULL_BOX + 4;
    private static final int TFHD_BYTES = FULL_BOX + 4;
    private static final int TFDT_BYTES = FULL_BOX + 8;
    private static final int TRUN_BYTES = FULL_BOX + 8;
    private static final int SAMPLE_BYTES = 16;

    private static final int BASE_IS_MOOF = 0x020000;
    private static final int VERSION_1 = 1 << 24;
    private static final int DATA_OFFSET = 0x1;
    private static final int EACH_SAMPLE = 0x100 | 0x200 | 0x400 | 0x800;
    private static final int KEY = 0x02000000;
    private static final int NO_KEY = 0x01010000;

    private FragmentHead() {}

    /**
     * @param number of the fragment, from 1
     * @param startTicks decoding time of the first sample
     * @throws ArithmeticException if the samples are over 4 GiB, or one is over 2³² ticks
     */
    public static byte[] of(int number, long startTicks, List<Sample> samples) {
        long data = samples.stream().mapToLong(Sample::bytes).sum();
        int trun = Math.addExact(TRUN_BYTES, Math.multiplyExact(SAMPLE_BYTES, samples.size()));
        int traf = BOX + TFHD_BYTES + TFDT_BYTES + trun;
        int moof = BOX + MFHD_BYTES + traf;
        ByteBuffer out = ByteBuffer.allocate(STYP_BYTES + moof + BOX);
        box(out, STYP_BYTES, "styp");
        name(out, "msdh").putInt(0);
        name(out, "msdh");
        name(out, "msix");
        box(out, moof, "moof");
        box(out, MFHD_BYTES, "mfhd").putInt(0).putInt(number);
        box(out, traf, "traf");
        box(out, TFHD_BYTES, "tfhd").putInt(BASE_IS_MOOF).putInt(TRACK);
        box(out, TFDT_BYTES, "tfdt").putInt(VERSION_1).putLong(startTicks);
        box(out, trun, "trun").putInt(VERSION_1 | DATA_OFFSET | EACH_SAMPLE);
        out.putInt(samples.size()).putInt(moof + BOX);
        for (Sample sample : samples) {
            out.putInt(unsigned(sample.ticks())).putInt(sample.bytes());
            out.putInt(sample.key() ? KEY : NO_KEY).putInt(sample.shownLater());
        }
        long mdat = data + BOX;
        if (mdat > 0xFFFFFFFFL) {
            throw new ArithmeticException("a segment of " + data + " bytes");
        }
        box(out, (int) mdat, "mdat");
        return out.array();
    }

    private static int unsigned(long ticks) {
        if (ticks >>> Integer.SIZE != 0) {
            throw new ArithmeticException("a sample of " + ticks + " ticks");
        }
        return (int) ticks;
    }

    private static ByteBuffer box(ByteBuffer out, int bytes, String type) {
        return name(out.putInt(bytes), type);
    }

    private static ByteBuffer name(ByteBuffer out, String name) {
        return out.put(name.getBytes(StandardCharsets.US_ASCII));
    }
}
