package io.zoetrope.media.ffmpeg.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What the header of one fragment says of one track. Times are ticks of the track, before edit
 * lists.
 *
 * @param offset of the header in the file
 * @param firstTicks decoding time of the first sample
 * @param lastTicks decoding time of the last one
 * @param endTicks when the last picture leaves the screen, without {@code shiftTicks}
 * @param shiftTicks how far a picture is shown before it is decoded; FFmpeg shows all of them later
 *     by the most that it has met
 * @param keyTicks when the key frames are shown, without {@code shiftTicks}
 */
public record MovieFragment(
        long offset,
        long firstTicks,
        long lastTicks,
        long endTicks,
        long shiftTicks,
        long[] keyTicks) {

    /** Ten minutes of pictures and sound, and more. */
    private static final int MOST_BYTES = 4 << 20;

    /** Of all runs together: one that gives its samples nothing of their own takes no bytes. */
    private static final int MOST_SAMPLES = 4 << 20;

    /** What stands for a sample whose fragment does not say (ISO/IEC 14496-12 §8.8.3). */
    record Defaults(int track, int duration, int flags) {}

    /**
     * @param moof whose header was read
     * @return null if the track is not in it
     * @throws NotByItself if it cannot be read without those before it, or is too large to look at
     */
    static MovieFragment of(Boxes moof, long offset, Defaults defaults)
            throws NotByItself, IOException {
        if (moof.contentBytes() > MOST_BYTES) {
            throw new NotByItself();
        }
        ByteBuffer content = moof.content(MOST_BYTES);
        Samples samples = new Samples(defaults);
        while (content.hasRemaining()) {
            FragmentBox box = FragmentBox.next(content);
            if (box.is("traf")) {
                samples.track(box.content());
            }
        }
        return samples.fragment(offset);
    }

    /** A fragment's header that leaves something to those before it. */
    public static final class NotByItself extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** The samples of the track, one run after the other (§8.8.7, §8.8.8, §8.8.12). */
    private static final class Samples {
        private static final int BASE_OFFSET = 0x1;
        private static final int DESCRIPTION = 0x2;
        private static final int DEFAULT_DURATION = 0x8;
        private static final int DEFAULT_SIZE = 0x10;
        private static final int DEFAULT_FLAGS = 0x20;
        private static final int DATA_OFFSET = 0x1;
        private static final int FIRST_FLAGS = 0x4;
        private static final int DURATION = 0x100;
        private static final int SIZE = 0x200;
        private static final int FLAGS = 0x400;
        private static final int SHOWN_LATER = 0x800;

        /** Depends on others, or is no place to begin at. */
        private static final int NO_KEY = 0x1010000;

        private static final int FLAG_BITS = 0xffffff;

        private final Defaults defaults;
        private boolean found;
        private boolean timed;
        private boolean own;
        private long duration;
        private int flags;
        private long firstTicks;
        private long ticks;
        private long lastTicks;
        private long endTicks = Long.MIN_VALUE;
        private long shiftTicks;
        private long[] keys = new long[4];
        private int keyCount;
        private int sampleCount;

        Samples(Defaults defaults) {
            this.defaults = defaults;
        }

        void track(ByteBuffer content) throws NotByItself {
            own = false;
            while (content.hasRemaining()) {
                FragmentBox box = FragmentBox.next(content);
                if (box.is("tfhd")) {
                    header(box.content());
                } else if (own && box.is("tfdt")) {
                    time(box.content());
                } else if (own && box.is("trun")) {
                    run(box.content());
                }
            }
        }

        private void header(ByteBuffer in) throws NotByItself {
            int has = need(in, 8).getInt() & FLAG_BITS;
            own = in.getInt() == defaults.track();
            if (!own) {
                return;
            }
            if (found) {
                throw new NotByItself();
            }
            found = true;
            skip(in, (has & BASE_OFFSET) != 0 ? 8 : 0);
            skip(in, (has & DESCRIPTION) != 0 ? 4 : 0);
            int length = (has & DEFAULT_DURATION) != 0 ? need(in, 4).getInt() : defaults.duration();
            duration = Integer.toUnsignedLong(length);
            skip(in, (has & DEFAULT_SIZE) != 0 ? 4 : 0);
            flags = (has & DEFAULT_FLAGS) != 0 ? need(in, 4).getInt() : defaults.flags();
        }

        private void time(ByteBuffer in) throws NotByItself {
            boolean wide = need(in, 8).getInt() >>> 24 != 0;
            firstTicks = wide ? need(in, 8).getLong() : Integer.toUnsignedLong(in.getInt());
            ticks = firstTicks;
            timed = firstTicks >= 0 && firstTicks < Long.MAX_VALUE / 4;
        }

        private void run(ByteBuffer in) throws NotByItself {
            int has = need(in, 8).getInt() & FLAG_BITS;
            int count = in.getInt();
            skip(in, (has & DATA_OFFSET) != 0 ? 4 : 0);
            int first = (has & FIRST_FLAGS) != 0 ? need(in, 4).getInt() : flags;
            int each = 4 * Integer.bitCount(has & (DURATION | SIZE | FLAGS | SHOWN_LATER));
            boolean there = count >= 0 && (each == 0 || count <= in.remaining() / each);
            if (!timed || !there || count > MOST_SAMPLES - sampleCount) {
                throw new NotByItself();
            }
            sampleCount += count;
            for (int i = 0; i < count; i++) {
                long length =
                        (has & DURATION) != 0 ? Integer.toUnsignedLong(in.getInt()) : duration;
                skip(in, (has & SIZE) != 0 ? 4 : 0);
                int kind = (has & FLAGS) != 0 ? in.getInt() : i == 0 ? first : flags;
                sample(length, kind, (has & SHOWN_LATER) != 0 ? in.getInt() : 0);
            }
        }

        private void sample(long length, int kind, int later) {
            shiftTicks = Math.max(shiftTicks, -(long) later);
            if ((kind & NO_KEY) == 0) {
                if (keyCount == keys.length) {
                    keys = Arrays.copyOf(keys, 2 * keyCount);
                }
                keys[keyCount++] = ticks + later;
            }
            lastTicks = ticks;
            ticks += length;
            endTicks = Math.max(endTicks, ticks + later);
        }

        MovieFragment fragment(long offset) {
            return endTicks == Long.MIN_VALUE
                    ? null
                    : new MovieFragment(
                            offset,
                            firstTicks,
                            lastTicks,
                            endTicks,
                            shiftTicks,
                            Arrays.copyOf(keys, keyCount));
        }

        private static void skip(ByteBuffer in, int bytes) throws NotByItself {
            need(in, bytes).position(in.position() + bytes);
        }
    }

    private static ByteBuffer need(ByteBuffer in, int bytes) throws NotByItself {
        if (in.remaining() < bytes) {
            throw new NotByItself();
        }
        return in;
    }

    /** A box inside a header that is in memory. */
    private record FragmentBox(int type, ByteBuffer content) {
        private static final int HEADER = 8;

        static FragmentBox next(ByteBuffer in) throws NotByItself {
            int size = need(in, HEADER).getInt();
            int type = in.getInt();
            int length = size - HEADER;
            if (length < 0 || length > in.remaining()) {
                throw new NotByItself();
            }
            ByteBuffer content = in.slice(in.position(), length);
            in.position(in.position() + length);
            return new FragmentBox(type, content);
        }

        boolean is(String name) {
            int code = 0;
            for (int i = 0; i < Integer.BYTES; i++) {
                code = code << Byte.SIZE | name.charAt(i);
            }
            return type == code;
        }
    }
}
