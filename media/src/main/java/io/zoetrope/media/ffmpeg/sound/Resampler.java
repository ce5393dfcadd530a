package io.zoetrope.media.ffmpeg.sound;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_compare;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;
import static org.bytedeco.ffmpeg.global.swresample.swr_inject_silence;

import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * One stretch of sound of one coding to samples of a {@link SoundForm}. These stand at whole
 * numbers of their own distance from media time 0, wherever the stretch begins: so the same sound
 * gives the same samples from whichever packet decoding began. For one thread.
 */
final class Resampler implements AutoCloseable {
    private static final int MAX_OUT = 1 << 24;

    private final SoundForm form;
    private final int rate;
    private final int format;
    private final AVChannelLayout layout = new AVChannelLayout();
    private final PointerPointer<BytePointer> outPlanes = new PointerPointer<>(1);
    private SwrContext context;
    private ShortPointer out;
    private long nextIn;
    private long nextOut;

    private Resampler(AVFrame frame, SoundForm form) {
        this.form = form;
        out = new ShortPointer((long) form.rate() * form.channels());
        rate = frame.sample_rate();
        format = frame.format();
        av_channel_layout_copy(layout, frame.ch_layout());
    }

    /**
     * @param frame of the form that all of the stretch has
     * @param first number of its first sample, counted from media time 0 at its own rate
     * @return null if sound of this form is not read
     */
    static Resampler begin(AVFrame frame, long first, SoundForm form) {
        Resampler resampler = new Resampler(frame, form);
        if (!resampler.open(frame)) {
            resampler.close();
            return null;
        }
        resampler.align(first);
        return resampler;
    }

    private boolean open(AVFrame frame) {
        try (AVChannelLayout from = new AVChannelLayout();
                AVChannelLayout to = new AVChannelLayout()) {
            // Channels without places are taken as the usual ones of their number.
            if (frame.ch_layout().order() == AV_CHANNEL_ORDER_UNSPEC) {
                av_channel_layout_default(from, frame.ch_layout().nb_channels());
            } else {
                av_channel_layout_copy(from, frame.ch_layout());
            }
            av_channel_layout_default(to, form.channels());
            context = new SwrContext(null);
            int made =
                    swr_alloc_set_opts2(
                            context,
                            to,
                            AV_SAMPLE_FMT_S16,
                            form.rate(),
                            from,
                            format,
                            rate,
                            0,
                            null);
            av_channel_layout_uninit(from);
            av_channel_layout_uninit(to);
            return made >= 0 && swr_init(context) >= 0;
        }
    }

    /** Silence goes before, back to a sample that stands where one of ours does. */
    private void align(long first) {
        long step = rate / gcd(rate, form.rate());
        int before = (int) Math.floorMod(first, step);
        if (before > 0) {
            swr_inject_silence(context, before);
        }
        nextIn = first;
        nextOut = (first - before) / step * (form.rate() / gcd(rate, form.rate()));
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    boolean serves(AVFrame frame) {
        return frame.sample_rate() == rate
                && frame.format() == format
                && av_channel_layout_compare(frame.ch_layout(), layout) == 0;
    }

    /** Number of the input's next sample. */
    long nextIn() {
        return nextIn;
    }

    int rate() {
        return rate;
    }

    /**
     * @return whether it was taken; what came out is {@link #samples()}
     */
    boolean convert(AVFrame frame, SoundTaker pieces) {
        int room = swr_get_out_samples(context, frame.nb_samples());
        if (room < 0 || room > MAX_OUT) {
            return false;
        }
        boolean taken = hand(frame.extended_data(), frame.nb_samples(), room, pieces);
        nextIn += frame.nb_samples();
        return taken;
    }

    /** The stretch is over: gives what is held back. */
    void finish(SoundTaker pieces) {
        int room = swr_get_out_samples(context, 0);
        if (room > 0 && room <= MAX_OUT) {
            hand(null, 0, room, pieces);
        }
    }

    private boolean hand(PointerPointer<?> in, int count, int room, SoundTaker pieces) {
        long needed = (long) room * form.channels();
        if (needed > out.capacity()) {
            out.close();
            out = new ShortPointer(needed + form.rate());
        }
        outPlanes.put(0, out);
        int got = swr_convert(context, outPlanes, room, in, count);
        if (got <= 0) {
            return got == 0;
        }
        short[] samples = new short[got * form.channels()];
        out.get(samples, 0, samples.length);
        pieces.add(nextOut, samples);
        nextOut += got;
        return true;
    }

    @Override
    public void close() {
        if (context != null) {
            swr_free(context);
        }
        av_channel_layout_uninit(layout);
        layout.close();
        outPlanes.close();
        out.close();
    }
}
