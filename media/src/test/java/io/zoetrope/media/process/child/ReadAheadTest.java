package io.zoetrope.media.process.child;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private static final int K = 1 << 10;
    private static final int BLOCK = 64 * K;

    private final ReadAhead ahead = new ReadAhead(512 * K);

    /** Asked for, of what was read. */
    private long asked;

    private long atHandTo;

    @Test
    void aPassWithoutEndIsAskedForInGrowingStepsAndInAdvance() {
        read(0, 4 << 20);

        assertThat(ahead.wantsMore(4 << 20)).isTrue();
        assertThat(ahead.askMore(4 << 20)).isEqualTo(512 * K);
        assertThat(asked).isLessThan((4 << 20) + 512 * K + 1);
    }

    @Test
    void keyFramesAreAskedForAsLongAsTheLastOnesWere() {
        long position = 0;
        for (int i = 0; i < 20; i++) {
            read(position, 200 * K);
            position += 1 << 20;
        }
        long before = asked;
        assertThat(ahead.ask(position, BLOCK)).isEqualTo(256 * K);
        read(position, 200 * K);

        assertThat(asked - before).isEqualTo(256 * K);
        // Nothing of what the leap passes over.
        assertThat(ahead.wantsMore(position + 256 * K)).isFalse();
    }

    @Test
    void aLookAtAHeaderCostsLittleAndTeachesNothing() {
        read(0, 300 * K);
        for (int i = 1; i < 50; i++) {
            long position = i * 10_000_000L;
            assertThat(ahead.ask(position, 16)).isEqualTo(4 * K);
            ahead.consumed(position, 16);
            assertThat(ahead.wantsMore(position + 4 * K)).isFalse();
        }
        assertThat(ahead.ask(900_000_000, BLOCK)).isEqualTo(320 * K);
    }

    @Test
    void neverAsksForMoreThanIsTaken() {
        read(0, 100 << 20);

        assertThat(ahead.ask(500 << 20, BLOCK)).isEqualTo(512 * K);
    }

    /** As a demuxer reads, in blocks, asking when it has none. */
    private void read(long from, long bytes) {
        for (long position = from; position < from + bytes; position += BLOCK) {
            int count = (int) Math.min(BLOCK, from + bytes - position);
            if (position >= atHandTo || position < atHandTo - (512 * K)) {
                int ask = ahead.ask(position, BLOCK);
                asked += ask;
                atHandTo = position + ask;
            }
            ahead.consumed(position, count);
        }
    }
}
