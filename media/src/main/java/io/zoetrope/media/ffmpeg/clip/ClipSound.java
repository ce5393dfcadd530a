package io.zoetrope.media.ffmpeg.clip;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.ffmpeg.container.Container;
import io.zoetrope.media.ffmpeg.demux.Decoder;
import io.zoetrope.media.ffmpeg.demux.Demuxer;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.demux.SoundTrack;
import io.zoetrope.media.ffmpeg.sound.SoundStream;
import io.zoetrope.media.ffmpeg.track.LeadIn;
import io.zoetrope.media.ffmpeg.track.OpenedVideo;
import io.zoetrope.media.ffmpeg.track.TrackPosition;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * The sound of a clip, decoded from a little before it, cut to the sample and encoded; what is
 * missing is silence. For one thread.
 */
final class ClipSound implements AutoCloseable {
    /** Sound of one time lies this close to its pictures in a file. */
    private static final long APART_US = 3_000_000;

    /**
     * And in fragments and in the transport streams that are joined of stored ones, where all
     * pictures of a segment come before its sound.
     */
    private static final long SEGMENTS_APART_US = 30_000_000;

    private final OpenedVideo video;
    private final TrackPosition position;
    private final ClipRequest request;
    private final SoundTrack track;
    private ClipSoundEncoder encoder;
    private SoundStream stream;
    private boolean over;

    ClipSound(OpenedVideo video, TrackPosition position, ClipRequest request) {
        this.video = video;
        this.position = position;
        this.request = request;
        this.track = video.sides().soundTrack();
    }

    /** Reads and encodes all of it; nothing if the video has none that can be decoded. */
    void read() throws RejectedInput, IOException {
        if (track == null || !open()) {
            return;
        }
        AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
        try {
            seek();
            while (!over && video.demuxer().read(packet)) {
                video.io().allow(video.limits().stallTimeout());
                take(packet);
                av_packet_unref(packet);
            }
            stream.end();
            encoder.finish();
        } finally {
            av_packet_free(packet);
        }
    }

    private boolean open() {
        AVStream from = video.demuxer().stream(track.index());
        Decoder decoder;
        try {
            decoder = new Decoder(from, video.name(), video.limits());
        } catch (RejectedInput e) {
            // Pictures are worth something without it.
            return false;
        }
        try {
            encoder = new ClipSoundEncoder(from.codecpar(), request);
            stream = new SoundStream(track, decoder, encoder.heard(), encoder.heard().form());
        } catch (RuntimeException | Error e) {
            decoder.close();
            throw e;
        }
        return true;
    }

    private void seek() throws RejectedInput, IOException {
        Demuxer demuxer = video.demuxer();
        ReadRequest range =
                new ReadRequest(
                        request.startUs(), request.endUs(), -1, List.of(), JpegSampling.NONE);
        encoder.heard().begin(range, frame -> {});
        demuxer.only(video.track().index());
        position.checkClock(request.startUs(), -1);
        boolean exact = demuxer.container() == Container.MP4 && demuxer.fragments() == null;
        // Each track of an MP4 is sought by itself, and pictures need not be fetched.
        demuxer.only(
                exact
                        ? Set.of(track.index())
                        : new TreeSet<>(Set.of(video.track().index(), track.index())));
        new LeadIn(video, position, range).seek();
    }

    private void take(AVPacket packet) throws RejectedInput {
        if (packet.stream_index() == video.track().index()) {
            if (video.demuxer().own(packet)) {
                over |= video.clock().us(packet) > request.endUs() + apartUs();
            }
            return;
        }
        video.demuxer().carry(packet);
        if (packet.stream_index() != track.index()) {
            return;
        }
        // It may be that none of it can be decoded.
        over |=
                packet.pts() != AV_NOPTS_VALUE
                        && track.us(packet.pts()) > request.endUs() + apartUs();
        if (!over && packet.size() <= video.limits().maxPacketBytes()) {
            stream.take(packet);
            encoder.encode();
            over = encoder.heard().satisfied();
        }
    }

    private long apartUs() {
        boolean apart =
                video.demuxer().fragments() != null
                        || video.demuxer().container() == Container.TRANSPORT_STREAM;
        return apart ? SEGMENTS_APART_US : APART_US;
    }

    boolean isEmpty() {
        return encoder == null || encoder.isEmpty();
    }

    AVCodecParameters codec() {
        return encoder.parameters();
    }

    /** Samples a second, and ticks of its packets. */
    int rate() {
        return encoder.rate();
    }

    /** Writes the packets that begin until then and were not written yet. */
    void writeUntil(double seconds, ClipFile file, AVStream to) throws RejectedInput {
        if (to != null) {
            encoder.writeUntil(seconds, file, to);
        }
    }

    @Override
    public void close() {
        if (stream != null) {
            stream.close();
        }
        if (encoder != null) {
            encoder.close();
        }
    }
}
