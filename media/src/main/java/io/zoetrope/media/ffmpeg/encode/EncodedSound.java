package io.zoetrope.media.ffmpeg.encode;

import io.zoetrope.domain.Rational;
import io.zoetrope.media.ffmpeg.sound.SoundForm;
import io.zoetrope.media.playback.AacConfiguration;
import io.zoetrope.media.playback.CodecNames;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.Sample;
import io.zoetrope.media.playback.SegmentContainer;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.media.playback.SoundTimes;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/**
 * The sound of a video's segments, mixed down to two channels at most and encoded. Packets stand at
 * whole numbers of their length from media time 0, so that those of one segment follow those of the
 * one before, whoever made that; silence fills what is missing. The packet at 0 is the first, its
 * beginning fades in. A segment's sound ends a little before its pictures, by what an encoder looks
 * ahead. For one thread.
 */
public final class EncodedSound {
    private static final int CD_RATE = 44_100;
    private static final int USUAL_RATE = 48_000;

    /**
     * By so many packets sound ends before pictures: decoders hold one back, and so do encoders.
     */
    private static final int EARLY_PACKETS = AacEncoder.AHEAD_PACKETS + 1;

    /** A file may say any time: so much silence is made in a row, no more. */
    private static final long MOST_SILENT = (long) SoundTimes.MOST_SILENT * AacRun.PACKET_SAMPLES;

    private final SoundStretch stretch;
    private final AacEncoder encoder;
    private final byte[] head;
    private final byte[] configuration;
    private final String codec;

    private EncodedSound(SoundForm form, int bitRate) {
        stretch =
                new SoundStretch(
                        form,
                        (AacEncoder.LEAD_PACKETS + EARLY_PACKETS + 1L) * AacRun.PACKET_SAMPLES);
        encoder = new AacEncoder(form, bitRate);
        head = encoder.head();
        configuration = encoder.configuration();
        codec = CodecNames.aac(configuration);
    }

    public static EncodedSound of(AVCodecParameters from, Encoding encoding) {
        int rate =
                from.sample_rate() > 0 && CD_RATE % from.sample_rate() == 0 ? CD_RATE : USUAL_RATE;
        int channels = from.ch_layout().nb_channels() == 1 ? 1 : 2;
        return new EncodedSound(new SoundForm(rate, channels), encoding.soundBitRate());
    }

    /** Where the samples of each range go, before {@link #make}. */
    public SoundStretch stretch() {
        return stretch;
    }

    /**
     * @param number of the track
     * @param ended whether nothing is heard after the stretch
     * @param shownUs media time of the end of its pictures: sound lasts at least so long, if that
     *     is no more silence than there may be
     */
    public MadeTrack make(
            SegmentRequest request, int number, boolean ended, long shownUs, PieceWriter writer) {
        TrackFiles files = files(request.container());
        if (request.index() == 0) {
            files.head(number, writer);
        }
        long first = request.index() == 0 ? 0 : packetAt(request.startUs());
        long heard = stretch.heardTo(MOST_SILENT);
        long last = Math.max(heard, Math.min(stretch.form().at(shownUs), heard + MOST_SILENT));
        boolean open = ended || request.endUs() == Long.MAX_VALUE;
        long end = open ? packets(last) : packetAt(request.endUs());
        List<byte[]> packets = encoder.encode(stretch, first, Math.max(first, end));
        if (packets.isEmpty()) {
            return track(0, 0, 0);
        }
        List<Sample> samples = new ArrayList<>(packets.size());
        for (byte[] packet : packets) {
            samples.add(new Sample(packet.length, AacRun.PACKET_SAMPLES, 0, true));
        }
        long start = first * AacRun.PACKET_SAMPLES;
        long bytes =
                files.segment(number, request.index(), start, samples, packets::get, writer)
                        .bytes();
        return track(start, start + packets.size() * (long) AacRun.PACKET_SAMPLES, bytes);
    }

    private TrackFiles files(SegmentContainer container) {
        int rate = stretch.form().rate();
        return switch (container) {
            case FMP4 -> new FragmentFiles(head, rate);
            case TS ->
                    TransportFiles.ofSound(AacConfiguration.of(configuration).orElseThrow(), rate);
        };
    }

    /** The first packet of a segment that begins at a time. */
    private long packetAt(long us) {
        long at = stretch.form().at(Math.max(0, us)) / AacRun.PACKET_SAMPLES;
        return Math.max(0, at - EARLY_PACKETS);
    }

    /** How many hold so many samples. */
    private static long packets(long samples) {
        return -Math.floorDiv(-samples, AacRun.PACKET_SAMPLES);
    }

    private MadeTrack track(long startTicks, long endTicks, long bytes) {
        return new MadeTrack(
                MadeTrack.SOUND,
                codec,
                0,
                0,
                Rational.UNKNOWN,
                stretch.form().rate(),
                startTicks,
                endTicks,
                bytes,
                true);
    }
}
