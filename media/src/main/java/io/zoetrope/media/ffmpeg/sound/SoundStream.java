package io.zoetrope.media.ffmpeg.sound;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.zoetrope.media.ffmpeg.demux.Decoder;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.demux.SoundTrack;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decodes packets of the sound as they come and puts its samples in their place in media time.
 *
 * <p>Times of packets are rounded in most containers: sound goes on from sample to sample as long
 * as they agree about, and begins anew where they do not. For one thread.
 */
public final class SoundStream implements AutoCloseable {
    /** What a time may be off before sound is taken to be missing: a hundredth of a second. */
    private static final int AGREE_DIVISOR = 100;

    private static final int MOST_RATE = 768_000;

    /** Packets after which a jump of the time is one: more than a block of them has. */
    private static final int BELIEVED = 32;

    /** Of packets that wait to be believed: sound without compression for some seconds. */
    private static final long MOST_DOUBTED_BYTES = 8L << 20;

    /** Numbers of samples beyond this are no times, and could not be counted with. */
    private static final long FARTHEST = 1L << 50;

    private final SoundTrack track;
    private final Decoder decoder;
    private final SoundTaker pieces;
    private final SoundForm form;
    private final PacketQueue doubted = new PacketQueue(BELIEVED, MOST_DOUBTED_BYTES);
    private final AVPacket believed = Ffmpeg.allocated(av_packet_alloc());
    private Resampler resampler;
    private long lastTicks = AV_NOPTS_VALUE;
    private long aheadTicks;
    private int ahead;
    private boolean ended;
    private int damaged;

    /**
     * @param decoder closed with this
     */
    public SoundStream(SoundTrack track, Decoder decoder, SoundTaker pieces, SoundForm form) {
        this.track = track;
        this.decoder = decoder;
        this.pieces = pieces;
        this.form = form;
    }

    SoundTrack track() {
        return track;
    }

    SoundTaker pieces() {
        return pieces;
    }

    /** Packets that follow come from elsewhere. */
    public void leave() {
        decoder.flush();
        stop();
        lastTicks = AV_NOPTS_VALUE;
        doubted.close();
        ahead = 0;
        ended = false;
    }

    /** Packets that could not be decoded, since this was last asked. */
    int takeDamaged() {
        int since = damaged;
        damaged = 0;
        return since;
    }

    /** Decodes a packet; one that was met before is passed over. May take what it holds. */
    public void take(AVPacket packet) {
        long ticks = ticks(packet);
        boolean timed = ticks != AV_NOPTS_VALUE && lastTicks != AV_NOPTS_VALUE;
        if (timed && ticks <= lastTicks) {
            return;
        }
        if (timed && isDoubtful(ticks)) {
            if (!doubted.add(packet)) {
                harmed();
            }
            return;
        }
        while (timed && doubted.poll(believed)) {
            decode(believed);
            av_packet_unref(believed);
        }
        decode(packet);
    }

    private static long ticks(AVPacket packet) {
        return packet.dts() != AV_NOPTS_VALUE ? packet.dts() : packet.pts();
    }

    private void decode(AVPacket packet) {
        long ticks = ticks(packet);
        lastTicks = ticks != AV_NOPTS_VALUE ? ticks : lastTicks;
        if (decoder.send(packet) < 0) {
            harmed();
        }
        receive();
    }

    /**
     * Whether a packet is far ahead, and not enough packets before it were there too: one wrong
     * time, from which the others of its block are counted, would make all that follows look as if
     * it had been met. Those that are doubted wait until it is known.
     */
    private boolean isDoubtful(long ticks) {
        boolean goesOn = ahead > 0 && track.isNear(aheadTicks, ticks);
        boolean near = track.isNear(lastTicks, ticks);
        if (!near && goesOn && ahead >= BELIEVED) {
            ahead = 0;
            return false;
        }
        if (near || !goesOn) {
            disbelieve();
        }
        ahead = near ? 0 : ahead + 1;
        aheadTicks = ticks;
        return !near;
    }

    private void disbelieve() {
        while (doubted.poll(believed)) {
            av_packet_unref(believed);
            harmed();
        }
        ahead = 0;
    }

    /** Nothing follows: gives what the decoder holds back. */
    public void end() {
        if (!ended) {
            ended = true;
            disbelieve();
            decoder.send(null);
            receive();
            stop();
        }
    }

    private void receive() {
        while (true) {
            int got = decoder.receive();
            if (got == 0) {
                heard(decoder.frame());
            } else {
                if (got != Ffmpeg.EAGAIN && got != AVERROR_EOF()) {
                    harmed();
                }
                return;
            }
        }
    }

    /** Before the range a decoder that begins in the middle is not sure of itself. */
    private void harmed() {
        if (pieces.heardTo() > pieces.from()) {
            damaged++;
        }
    }

    private void heard(AVFrame frame) {
        int rate = frame.sample_rate();
        if (frame.nb_samples() <= 0 || rate <= 0 || rate > MOST_RATE) {
            harmed();
            return;
        }
        long expected = resampler == null ? 0 : inRate(resampler.nextIn(), rate);
        long first = firstOf(frame, expected);
        if (Math.abs(first) > FARTHEST || first == Long.MIN_VALUE) {
            harmed();
            return;
        }
        boolean goesOn = resampler != null && (track.counted() || agree(first, expected, rate));
        if (goesOn && !resampler.serves(frame)) {
            begin(frame, expected);
        } else if (!goesOn) {
            begin(frame, onGrid(first, frame));
        }
        if (resampler == null || !resampler.convert(frame, pieces)) {
            harmed();
        }
    }

    private boolean agree(long first, long expected, int rate) {
        long most = Math.max(2 * track.tickSamples(rate), rate / AGREE_DIVISOR);
        return Math.abs(first - expected) <= most;
    }

    private long inRate(long sample, int rate) {
        int own = resampler.rate();
        return own == rate ? sample : Math.floorDiv(sample * rate, own);
    }

    private long firstOf(AVFrame frame, long expected) {
        long ticks = frame.pts() != AV_NOPTS_VALUE ? frame.pts() : frame.best_effort_timestamp();
        return ticks == AV_NOPTS_VALUE ? expected : track.sample(ticks, frame.sample_rate());
    }

    /**
     * Packets of one length follow one another from the first of the file: a time that is rounded
     * is put right by that, so that it does not matter which packet is the first to be decoded.
     * Goes by the end of the frame, as the first may be shortened.
     */
    private long onGrid(long first, AVFrame frame) {
        int rate = frame.sample_rate();
        if (track.frameSamples() == 0
                || track.rate() != rate
                || track.startTicks() == AV_NOPTS_VALUE) {
            return first;
        }
        long origin = track.origin(rate);
        long end = first + frame.nb_samples() - origin;
        long whole = Math.floorDiv(end + track.frameSamples() / 2, track.frameSamples());
        long off = whole * track.frameSamples() - end;
        return Math.abs(off) <= track.tickSamples(rate) + 1 ? first + off : first;
    }

    private void begin(AVFrame frame, long first) {
        stop();
        resampler = Resampler.begin(frame, first, form);
    }

    /** The stretch is over. */
    private void stop() {
        if (resampler != null) {
            resampler.finish(pieces);
            resampler.close();
            resampler = null;
        }
    }

    @Override
    public void close() {
        if (resampler != null) {
            resampler.close();
            resampler = null;
        }
        doubted.close();
        av_packet_free(believed);
        decoder.close();
    }
}
