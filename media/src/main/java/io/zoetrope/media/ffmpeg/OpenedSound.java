package io.zoetrope.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.ffmpeg.demux.Decoder;
import io.zoetrope.media.ffmpeg.demux.Demuxer;
import io.zoetrope.media.ffmpeg.demux.Rejections;
import io.zoetrope.media.ffmpeg.demux.SoundTrack;
import io.zoetrope.media.ffmpeg.demux.SourceIo;
import io.zoetrope.media.ffmpeg.demux.VideoTrack;
import io.zoetrope.media.ffmpeg.sound.SideTracks;
import java.io.IOException;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * The native parts of an open file that is read for its sound alone, owned by the reader.
 *
 * @param sides has a track of sound that can be decoded
 */
record OpenedSound(SourceIo io, Demuxer demuxer, SideTracks sides) implements AutoCloseable {
    /**
     * @param byFragment whether an MP4 may be read fragment by fragment
     * @return null if there is no sound
     */
    static OpenedSound open(
            MediaSource source, String name, ReaderLimits limits, boolean byFragment)
            throws RejectedInput, IOException {
        SourceIo io = new SourceIo(source);
        Demuxer demuxer = null;
        OpenedSound opened = null;
        try {
            io.allow(limits.openTimeout());
            demuxer = new Demuxer(io, name, limits, true, byFragment);
            int index = SoundTrack.choose(demuxer.format());
            if (index < 0) {
                return null;
            }
            demuxer.only(index);
            checkDecoder(demuxer, index, name, limits);
            SideTracks sides = new SideTracks(demuxer, name, limits, originUs(demuxer, index));
            opened = new OpenedSound(io, demuxer, sides.firstAt(sides.soundTrack().startUs()));
            return opened;
        } finally {
            if (opened == null) {
                if (demuxer != null) {
                    demuxer.close();
                }
                io.close();
            }
        }
    }

    private static void checkDecoder(Demuxer demuxer, int index, String name, ReaderLimits limits)
            throws RejectedInput {
        if (VideoTrack.encrypted(demuxer.stream(index))) {
            throw Rejections.encrypted(name);
        }
        new Decoder(demuxer.stream(index), name, limits).close();
    }

    /** As for pictures: what no browser counts from its own 0 is counted from the first sound. */
    private static long originUs(Demuxer demuxer, int index) {
        AVStream stream = demuxer.stream(index);
        boolean own = demuxer.container().playedByBrowsers();
        return own || stream.start_time() == AV_NOPTS_VALUE
                ? 0
                : SoundTrack.of(demuxer.format(), index, 0).us(stream.start_time());
    }

    /** Frees all of it; the source stays open. */
    @Override
    public void close() {
        sides.close();
        demuxer.close();
        io.close();
    }
}
