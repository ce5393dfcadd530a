package io.zoetrope.media.ffmpeg.demux;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_H264_CONSTRAINED;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_H264_INTRA;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;

import io.zoetrope.domain.Rational;
import io.zoetrope.media.ffmpeg.demux.Coding.Colours;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The one sequence parameter set of H.264 in an MP4's header (ITU-T H.264 §7.3.2.1.1, §E.1.1), as
 * FFmpeg takes it. Only of plain pictures: whole ones of 8 bits, their colours at half the height
 * and width, without scaling lists.
 */
final class SequenceHeader {
    private static final int SETS_AT = 5;
    private static final int LENGTHS_AT = 4;
    private static final int LENGTHS_MASK = 3;
    private static final int SET_COUNT_MASK = 0x1f;
    private static final int BITS = 8;
    private static final int BLOCK = 16;
    private static final int MOST_BLOCKS = 1 << 12;
    private static final int LARGEST_CYCLE = 255;
    private static final int MOST_RATES = 32;
    private static final int MOST_REORDERED = 16;
    private static final int ANY_ASPECT = 255;

    /** They tell of chroma and of scaling. */
    private static final Set<Integer> HIGH_PROFILES =
            Set.of(44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244);

    private static final int BASELINE = 66;
    private static final int CONSTRAINED_BASELINE = BASELINE | AV_PROFILE_H264_CONSTRAINED;

    /** The order type of pictures that are shown as they are coded. */
    private static final int IN_ORDER = 2;

    private static final Set<Integer> MAY_BE_INTRA = Set.of(110, 122, 244);

    /** Table E-1, from 0 on. */
    private static final List<Rational> ASPECTS =
            List.of(
                    Rational.UNKNOWN,
                    new Rational(1, 1),
                    new Rational(12, 11),
                    new Rational(10, 11),
                    new Rational(16, 11),
                    new Rational(40, 33),
                    new Rational(24, 11),
                    new Rational(20, 11),
                    new Rational(32, 11),
                    new Rational(80, 33),
                    new Rational(18, 11),
                    new Rational(15, 11),
                    new Rational(64, 33),
                    new Rational(160, 99),
                    new Rational(4, 3),
                    new Rational(3, 2),
                    new Rational(2, 1));

    private final UnitBits bits;
    private int profile;
    private int level;
    private int width;
    private int height;
    private Rational aspect = Rational.UNKNOWN;
    private Rational rate;
    private int delay;
    private boolean ordered;
    private Colours colours;

    private SequenceHeader(UnitBits bits, Coding container) {
        this.bits = bits;
        this.rate = container.rate();
        this.delay = container.delay();
        this.colours = container.colours();
    }

    /**
     * The set, without what tells its length.
     *
     * @param sets an {@code avcC} box, hostile
     * @return null if there is none, or several, or the lengths of units have no four bytes
     */
    static byte[] only(byte[] sets) {
        int from = SETS_AT + 3;
        if (sets.length < from
                || (sets[LENGTHS_AT] & LENGTHS_MASK) != Integer.BYTES - 1
                || (sets[SETS_AT] & SET_COUNT_MASK) != 1) {
            return null;
        }
        int end = from + ((sets[SETS_AT + 1] & 0xff) << 8 | sets[SETS_AT + 2] & 0xff);
        return end <= sets.length ? Arrays.copyOfRange(sets, from, end) : null;
    }

    /**
     * How pictures are coded, by the set and by the container where the set does not say.
     *
     * @param unit the set, hostile
     * @return null if that can't be told, or the two are not of one size
     */
    static Coding over(byte[] unit, Coding container) {
        try {
            SequenceHeader header = new SequenceHeader(new UnitBits(unit), container);
            header.read();
            // How late pictures come that are shown in another order is learnt from them, if the
            // set leaves it open.
            need(header.ordered);
            return header.width == container.width() && header.height == container.height()
                    ? header.coding()
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Coding coding() {
        int format = colours.range() == AVCOL_RANGE_JPEG ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
        return new Coding(
                width, height, format, aspect, rate, profile, level, BITS, delay, colours);
    }

    private void read() {
        bits.bits(Byte.SIZE);
        int idc = number(8);
        int constraints = number(8);
        boolean constrained = idc == BASELINE && (constraints & 0x40) != 0;
        boolean intra = MAY_BE_INTRA.contains(idc) && (constraints & 0x10) != 0;
        profile =
                idc
                        | (constrained ? AV_PROFILE_H264_CONSTRAINED : 0)
                        | (intra ? AV_PROFILE_H264_INTRA : 0);
        level = number(8);
        bits.number();
        if (HIGH_PROFILES.contains(idc)) {
            need(bits.number() == 1);
            long deeperLuma = bits.number();
            long deeperChroma = bits.number();
            need(deeperLuma == 0 && deeperChroma == 0);
            bits.flag();
            need(!bits.flag());
        }
        bits.number();
        order();
        bits.number();
        bits.flag();
        size();
        if (bits.flag()) {
            usability();
        }
    }

    private void order() {
        long order = bits.number();
        ordered = order == IN_ORDER || profile == BASELINE || profile == CONSTRAINED_BASELINE;
        if (order == 0) {
            bits.number();
        } else if (order == 1) {
            bits.flag();
            bits.number();
            bits.number();
            long cycle = upTo(LARGEST_CYCLE);
            for (int i = 0; i < cycle; i++) {
                bits.number();
            }
        }
    }

    private void size() {
        int across = upTo(MOST_BLOCKS) + 1;
        int down = upTo(MOST_BLOCKS) + 1;
        need(bits.flag());
        bits.flag();
        width = across * BLOCK;
        height = down * BLOCK;
        if (bits.flag()) {
            width -= 2 * (upTo(width) + upTo(width));
            height -= 2 * (upTo(height) + upTo(height));
        }
        need(width > 0 && height > 0);
    }

    private void usability() {
        if (bits.flag()) {
            aspect();
        }
        if (bits.flag()) {
            bits.flag();
        }
        colours(bits.flag());
        if (bits.flag()) {
            rate = rate();
        }
        boolean packets = bits.flag();
        if (packets) {
            buffers();
        }
        boolean pictures = bits.flag();
        if (pictures) {
            buffers();
        }
        if (packets || pictures) {
            bits.flag();
        }
        bits.flag();
        if (bits.flag()) {
            bits.flag();
            for (int i = 0; i < 4; i++) {
                bits.number();
            }
            delay = Math.max(delay, upTo(MOST_REORDERED));
            ordered = true;
            bits.number();
        }
    }

    private void aspect() {
        int index = number(8);
        if (index == ANY_ASPECT) {
            aspect = Coding.ratio(bits.bits(16), bits.bits(16));
        } else {
            need(index < ASPECTS.size());
            aspect = ASPECTS.get(index);
        }
    }

    private void colours(boolean said) {
        int range = colours.range();
        int primaries = colours.primaries();
        int transfer = colours.transfer();
        int space = colours.space();
        if (said) {
            bits.bits(3);
            range = bits.flag() ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
            if (bits.flag()) {
                primaries = number(8);
                transfer = number(8);
                space = number(8);
            }
        }
        int chroma = AVCHROMA_LOC_LEFT;
        if (bits.flag()) {
            chroma = upTo(5) + 1;
            bits.number();
        }
        colours = new Colours(range, primaries, transfer, space, chroma);
    }

    /** A tick is half a picture. */
    private Rational rate() {
        long units = bits.bits(Integer.SIZE);
        long scale = bits.bits(Integer.SIZE);
        bits.flag();
        need(units > 0 && scale > 0);
        return Coding.ratio(scale, 2 * units);
    }

    private void buffers() {
        int count = upTo(MOST_RATES - 1) + 1;
        bits.bits(8);
        for (int i = 0; i < count; i++) {
            bits.number();
            bits.number();
            bits.flag();
        }
        bits.bits(20);
    }

    private int number(int count) {
        return (int) bits.bits(count);
    }

    private int upTo(int most) {
        long number = bits.number();
        need(number <= most);
        return (int) number;
    }

    private static void need(boolean told) {
        if (!told) {
            throw new IllegalArgumentException("not of plain pictures");
        }
    }
}
