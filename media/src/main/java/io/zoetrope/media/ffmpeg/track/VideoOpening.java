package io.zoetrope.media.ffmpeg.track;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.ffmpeg.container.Container;
import io.zoetrope.media.ffmpeg.container.EncryptionMarks;
import io.zoetrope.media.ffmpeg.demux.Decoder;
import io.zoetrope.media.ffmpeg.demux.Demuxer;
import io.zoetrope.media.ffmpeg.demux.Diagnosis;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.demux.MediaClock;
import io.zoetrope.media.ffmpeg.demux.Rejections;
import io.zoetrope.media.ffmpeg.demux.SourceIo;
import io.zoetrope.media.ffmpeg.demux.TrackStart;
import io.zoetrope.media.ffmpeg.demux.VideoTrack;
import io.zoetrope.media.ffmpeg.sound.SideTracks;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Opens a video: its container, the track of its pictures, a decoder for them and its clock. */
public final class VideoOpening {
    private VideoOpening() {}

    /**
     * @param byFragment whether an MP4 may be read fragment by fragment
     */
    public static OpenedVideo open(
            MediaSource source, String name, ReaderLimits limits, boolean byFragment)
            throws RejectedInput, IOException {
        OpenedVideo video = open(source, name, limits, byFragment, true);
        // An edit list that hides everything is a mistake: some players pass over it.
        return video != null ? video : open(source, name, limits, byFragment, false);
    }

    /**
     * @return null if an edit list, which counts, hides every picture
     */
    private static OpenedVideo open(
            MediaSource source, String name, ReaderLimits limits, boolean byFragment, boolean edits)
            throws RejectedInput, IOException {
        SourceIo io = new SourceIo(source);
        Demuxer demuxer = null;
        Decoder decoder = null;
        AVPacket packet = null;
        OpenedVideo opened = null;
        try {
            io.allow(limits.openTimeout());
            demuxer = new Demuxer(io, name, limits, edits, byFragment);
            VideoTrack told = track(demuxer, name, source);
            decoder = new Decoder(demuxer.stream(told.index()), name, limits);
            packet = Ffmpeg.allocated(av_packet_alloc());
            TrackStart start = TrackStart.find(demuxer, told, decoder, packet);
            VideoTrack track = told.sized(demuxer.format(), decoder.frame());
            if (start.encrypted()) {
                throw Rejections.encrypted(name);
            }
            boolean hidden =
                    start.hidden() || !start.anyPackets() && demuxer.unlists(track.index());
            if (!start.anyPackets() && !(edits && hidden)) {
                throw Diagnosis.noPackets(name, demuxer, source);
            }
            if (!(edits && hidden)) {
                MediaClock clock = MediaClock.of(demuxer, track, start);
                SideTracks sides =
                        new SideTracks(demuxer, name, limits, clock.originUs())
                                .firstAt(clock.firstUs());
                opened =
                        new OpenedVideo(
                                name, limits, io, demuxer, decoder, packet, track, start, clock,
                                sides);
            }
            return opened;
        } finally {
            if (opened == null) {
                free(packet, decoder, demuxer, io);
            }
        }
    }

    private static VideoTrack track(Demuxer demuxer, String name, MediaSource source)
            throws RejectedInput, IOException {
        int index = TrackChoice.of(demuxer.format());
        if (index < 0) {
            throw Diagnosis.noVideoTrack(name, demuxer, source);
        }
        VideoTrack track = VideoTrack.of(demuxer.format(), index);
        boolean marked =
                demuxer.container() != Container.MP4
                        && EncryptionMarks.in(
                                demuxer.container(), source, demuxer.stream(index).id());
        if (track.encrypted() || marked) {
            throw Rejections.encrypted(name);
        }
        demuxer.only(index);
        return track;
    }

    private static void free(AVPacket packet, Decoder decoder, Demuxer demuxer, SourceIo io) {
        if (packet != null) {
            av_packet_free(packet);
        }
        if (decoder != null) {
            decoder.close();
        }
        if (demuxer != null) {
            demuxer.close();
        }
        io.close();
    }
}
