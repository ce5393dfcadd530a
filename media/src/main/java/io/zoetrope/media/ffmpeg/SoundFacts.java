package io.zoetrope.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Rational;
import io.zoetrope.media.ffmpeg.demux.Codecs;
import io.zoetrope.media.ffmpeg.demux.Demuxer;
import io.zoetrope.media.ffmpeg.demux.SoundTrack;
import io.zoetrope.media.ffmpeg.sound.CaptionTracks;
import io.zoetrope.media.ffmpeg.track.VideoFacts;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** What an open file says of its sound, if that is all there is. */
final class SoundFacts {
    private SoundFacts() {}

    /**
     * @param inFragments whether it is read by fragments: its length is the first one's then
     */
    static MediaInfo of(OpenedSound file, boolean inFragments) {
        Demuxer demuxer = file.demuxer();
        SoundTrack track = file.sides().soundTrack();
        AVStream stream = demuxer.stream(track.index());
        long startUs = Math.max(0, track.startUs());
        long toldUs =
                stream.duration() != AV_NOPTS_VALUE && stream.duration() > 0
                        ? track.us(stream.duration()) - track.us(0)
                        : demuxer.format().duration();
        // No time at all is negative too.
        boolean known = toldUs >= 0 && toldUs <= VideoFacts.LONGEST_US && !inFragments;
        return new MediaInfo(
                        startUs,
                        known ? toldUs : 0,
                        0,
                        0,
                        0,
                        Rational.UNKNOWN,
                        demuxer.container().demuxer(),
                        "",
                        Codecs.name(stream.codecpar()),
                        file.io().size())
                .beside(startUs, CaptionTracks.unread(demuxer.format(), demuxer.container()));
    }
}
