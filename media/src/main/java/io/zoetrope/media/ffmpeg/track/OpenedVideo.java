package io.zoetrope.media.ffmpeg.track;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;

import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.ffmpeg.demux.Decoder;
import io.zoetrope.media.ffmpeg.demux.Demuxer;
import io.zoetrope.media.ffmpeg.demux.MediaClock;
import io.zoetrope.media.ffmpeg.demux.SourceIo;
import io.zoetrope.media.ffmpeg.demux.TrackStart;
import io.zoetrope.media.ffmpeg.demux.VideoTrack;
import io.zoetrope.media.ffmpeg.sound.SideTracks;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * The native parts of one open file, owned by the reader.
 *
 * @param name of the file, for sentences that people read
 * @param sides what of it is not pictures
 * @param packet filled and emptied by whoever reads
 */
public record OpenedVideo(
        String name,
        ReaderLimits limits,
        SourceIo io,
        Demuxer demuxer,
        Decoder decoder,
        AVPacket packet,
        VideoTrack track,
        TrackStart start,
        MediaClock clock,
        SideTracks sides)
        implements AutoCloseable {

    /** Media time of the packet's picture. */
    public long packetUs() {
        return clock.us(packet);
    }

    /** The same with other sides, which are the caller's to close. */
    public OpenedVideo withSides(SideTracks others) {
        return new OpenedVideo(
                name, limits, io, demuxer, decoder, packet, track, start, clock, others);
    }

    /** Frees all of it; the source stays open. */
    @Override
    public void close() {
        sides.close();
        av_packet_free(packet);
        decoder.close();
        demuxer.close();
        io.close();
    }
}
