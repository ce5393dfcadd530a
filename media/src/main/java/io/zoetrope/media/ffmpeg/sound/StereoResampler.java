package io.zoetrope.media.ffmpeg.sound;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_compare;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Sound of any form to real numbers of one rate and number of channels, with its place in time.
 * Begins anew where the form changes or sound is missing. For one thread.
 */
public final class StereoResampler implements AutoCloseable {
    private static final int MOST_OUT = 1 << 20;

    /** Takes what comes out. */
    @FunctionalInterface
    public interface Output {
        /**
         * @param at number of the first sample at the output's rate, counted from media time 0
         * @param samples by channel
         * @param count of each
         */
        void samples(long at, float[][] samples, int count);
    }

    private final int rate;
    private final int channels;
    private final Output output;
    private final AVChannelLayout layout = new AVChannelLayout();
    private SwrContext context;
    private int inRate;
    private int inFormat;
    private long nextIn;
    private long nextOut;

    public StereoResampler(int rate, int channels, Output output) {
        this.rate = rate;
        this.channels = channels;
        this.output = output;
    }

    /** Whether sound of a frame's form can be read. */
    public boolean reads(AVFrame frame) {
        boolean opened = open(frame);
        free();
        return opened;
    }

    public void add(AVFrame frame, long first) {
        boolean goesOn = context != null && serves(frame) && first == nextIn;
        if (!goesOn) {
            finish();
            if (!open(frame)) {
                free();
                return;
            }
            nextOut = Math.round((double) first * rate / inRate);
        }
        nextIn = first + frame.nb_samples();
        convert(frame.extended_data(), frame.nb_samples());
    }

    private boolean open(AVFrame frame) {
        inRate = frame.sample_rate();
        inFormat = frame.format();
        av_channel_layout_copy(layout, frame.ch_layout());
        try (AVChannelLayout from = new AVChannelLayout();
                AVChannelLayout to = new AVChannelLayout()) {
            // Channels without places are taken as the usual ones of their number.
            if (layout.order() == AV_CHANNEL_ORDER_UNSPEC) {
                av_channel_layout_default(from, layout.nb_channels());
            } else {
                av_channel_layout_copy(from, layout);
            }
            av_channel_layout_default(to, channels);
            context = new SwrContext(null);
            int made =
                    swr_alloc_set_opts2(
                            context, to, AV_SAMPLE_FMT_FLTP, rate, from, inFormat, inRate, 0, null);
            av_channel_layout_uninit(from);
            av_channel_layout_uninit(to);
            return made >= 0 && swr_init(context) >= 0;
        }
    }

    private boolean serves(AVFrame frame) {
        return frame.sample_rate() == inRate
                && frame.format() == inFormat
                && av_channel_layout_compare(frame.ch_layout(), layout) == 0;
    }

    /** The stretch is over: gives what is held back. */
    public void finish() {
        if (context != null) {
            convert(null, 0);
            free();
        }
    }

    private void convert(PointerPointer<?> in, int count) {
        int room = swr_get_out_samples(context, count);
        if (room <= 0 || room > MOST_OUT) {
            return;
        }
        FloatPointer[] planes = new FloatPointer[channels];
        try (PointerPointer<FloatPointer> out = new PointerPointer<>(channels)) {
            for (int c = 0; c < channels; c++) {
                planes[c] = new FloatPointer(room);
                out.put(c, planes[c]);
            }
            int got = swr_convert(context, out, room, in, count);
            if (got > 0) {
                float[][] samples = new float[channels][got];
                for (int c = 0; c < channels; c++) {
                    planes[c].get(samples[c], 0, got);
                }
                output.samples(nextOut, samples, got);
                nextOut += got;
            }
        } finally {
            for (FloatPointer plane : planes) {
                if (plane != null) {
                    plane.close();
                }
            }
        }
    }

    private void free() {
        if (context != null) {
            swr_free(context);
            context = null;
        }
        av_channel_layout_uninit(layout);
    }

    @Override
    public void close() {
        free();
        layout.close();
    }
}
