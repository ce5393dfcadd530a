package io.zoetrope.media.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.domain.store.SourceCutShort;
import io.zoetrope.media.process.protocol.Kind;
import io.zoetrope.media.process.protocol.MessageInput;
import io.zoetrope.media.process.protocol.MessageOutput;
import io.zoetrope.media.process.protocol.StreamChannel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** What a decoder's process is given of its file: never less than there is without a word. */
class SourceSupplyTest {
    private static final Duration TIME = Duration.ofMinutes(1);

    /** Gives at most ten bytes at a time, of as many as there still are. */
    private record Source(long size, long there) implements MediaSource {
        @Override
        public String version() {
            return "";
        }

        @Override
        public int read(long position, ByteBuffer into) {
            int count = (int) Math.min(Math.min(10, into.remaining()), there - position);
            if (count <= 0) {
                return -1;
            }
            into.put(new byte[count]);
            return count;
        }

        @Override
        public void close() {}
    }

    private static int answered(SourceSupply supply, long position, int bytes) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        supply.answer(
                        supply.accepted(new SourceSupply.Question(position, bytes)),
                        new MessageOutput(new StreamChannel(said), false))
                .send();
        MessageInput in = new MessageInput(new ByteArrayInputStream(said.toByteArray()));
        return in.next() == Kind.BYTES ? in.remaining() : -1;
    }

    @Test
    void aQuestionIsAnsweredWhole() throws Exception {
        SourceSupply supply = new SourceSupply(new Source(1000, 1000), TIME);

        assertThat(answered(supply, 0, 100)).isEqualTo(100);
        assertThat(answered(supply, 995, 5)).isEqualTo(5);
    }

    /** Each look at the clock is two seconds later than the last. */
    @Test
    void aPauseIsNotTheEndOfAFile() throws Exception {
        AtomicLong now = new AtomicLong();
        LongSupplier clock = () -> now.addAndGet(Duration.ofSeconds(2).toNanos());
        SourceSupply supply = new SourceSupply(new Source(1000, 1000), TIME, clock);

        assertThat(answered(supply, 0, 100)).isEqualTo(10);
    }

    @Test
    void aFileThatBecameShorterIsAFailure() throws Exception {
        SourceSupply supply = new SourceSupply(new Source(1000, 500), TIME);

        assertThat(answered(supply, 0, 100)).isEqualTo(100);
        assertThat(answered(supply, 450, 100)).isEqualTo(-1);
        assertThat(supply.failure())
                .isInstanceOf(SourceCutShort.class)
                .hasMessageContaining("ended at byte 500 of 1000");
    }

    @Test
    void whereNobodyKnowsTheSizeTheEndIsOne() throws Exception {
        SourceSupply supply = new SourceSupply(new Source(-1, 500), TIME);

        assertThat(answered(supply, 450, 100)).isEqualTo(50);
        assertThat(answered(supply, 500, 100)).isZero();
    }
}
