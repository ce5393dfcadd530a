package io.zoetrope.media.ffmpeg.clip;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.encode.AacRun;
import io.zoetrope.media.ffmpeg.encode.SoundStretch;
import io.zoetrope.media.ffmpeg.sound.SoundForm;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Sound of a clip to AAC, cut to the sample. Sample 0 of what comes out is heard when the clip
 * begins; what the encoder puts before it stands before 0, where an edit list hides it. For one
 * thread.
 */
final class ClipSoundEncoder implements AutoCloseable {
    private static final int LEAST_RATE = 16_000;
    private static final int BITS_PER_CHANNEL = 80_000;

    private final SoundForm form;
    private final SoundStretch heard;
    private final AacRun run;
    private final Deque<AVPacket> packets = new ArrayDeque<>();
    private final long first;
    private final long end;
    private long next;

    /**
     * @param from how the sound of the video is coded
     */
    ClipSoundEncoder(AVCodecParameters from, ClipRequest request) {
        form = AacRun.form(from.sample_rate(), LEAST_RATE, from.ch_layout().nb_channels());
        heard = new SoundStretch(form, 0);
        run = new AacRun(form, BITS_PER_CHANNEL);
        first = form.at(request.startUs());
        end = form.at(request.endUs());
        next = first;
    }

    /** Where the samples of the clip go. */
    SoundStretch heard() {
        return heard;
    }

    /** Encodes what was heard, as far as it fills packets. */
    void encode() {
        long until = Math.min(heard.heardTo(), end);
        while (next + AacRun.PACKET_SAMPLES <= until) {
            encode(AacRun.PACKET_SAMPLES);
        }
        heard.drop(next);
    }

    private void encode(int count) {
        run.add(heard.samples(next, count), next - first, this::keep);
        next += count;
    }

    private void keep(AVPacket packet) {
        AVPacket kept = Ffmpeg.allocated(av_packet_alloc());
        av_packet_move_ref(kept, packet);
        packets.add(kept);
    }

    /** Nothing follows. */
    void finish() {
        encode();
        int rest = (int) Math.max(0, Math.min(heard.heardTo(), end) - next);
        if (rest > 0) {
            encode(rest);
        }
        if (next > first) {
            run.end(this::keep);
        }
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    AVCodecParameters parameters() {
        return run.parameters();
    }

    int rate() {
        return form.rate();
    }

    void writeUntil(double seconds, ClipFile file, AVStream stream) throws RejectedInput {
        AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
        try {
            while (!packets.isEmpty() && (double) packets.peek().pts() / form.rate() <= seconds) {
                AVPacket kept = packets.poll();
                av_packet_move_ref(packet, kept);
                av_packet_free(kept);
                file.write(packet, stream);
                av_packet_unref(packet);
            }
        } finally {
            av_packet_free(packet);
        }
    }

    @Override
    public void close() {
        packets.forEach(packet -> av_packet_free(packet));
        packets.clear();
        run.close();
    }
}
