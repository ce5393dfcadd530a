package io.zoetrope.media.ffmpeg.sound;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.Losses;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.captions.CaptionLine;
import io.zoetrope.media.ffmpeg.demux.Decoder;
import io.zoetrope.media.ffmpeg.demux.Demuxer;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.demux.SoundTrack;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * What of a file is not pictures: the sound and the text tracks. Takes their packets as they are
 * met on the way of the pictures, and decodes the sound as far as the range wants it. For one
 * thread.
 */
public final class SideTracks implements AutoCloseable {
    /** Sound of an hour and more that lies before the pictures of its time. */
    private static final long MOST_WAITING_BYTES = 48L << 20;

    private static final int MOST_WAITING = 400_000;

    private final Demuxer demuxer;
    private final String name;
    private final ReaderLimits limits;
    private final SoundTrack track;
    private final CaptionTracks captions;
    private final SoundTaker taker;
    private final SoundForm form;
    private final PacketQueue waiting = new PacketQueue(MOST_WAITING, MOST_WAITING_BYTES);
    private final AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
    private SoundStream sound;
    private boolean silent;
    private boolean heard;
    private boolean read;
    private int lost;

    /**
     * @param originUs media time 0 on FFmpeg's clock of the file
     */
    public SideTracks(Demuxer demuxer, String name, ReaderLimits limits, long originUs) {
        this(demuxer, name, limits, originUs, new SoundPieces(), SoundForm.MODELS);
    }

    /**
     * @param taker of the sound, converted to a form
     */
    public SideTracks(
            Demuxer demuxer,
            String name,
            ReaderLimits limits,
            long originUs,
            SoundTaker taker,
            SoundForm form) {
        this.demuxer = demuxer;
        this.name = name;
        this.limits = limits;
        this.taker = taker;
        this.form = form;
        captions = new CaptionTracks(demuxer.format(), demuxer.container(), originUs);
        int index = SoundTrack.choose(demuxer.format());
        track = index < 0 ? null : SoundTrack.of(demuxer.format(), index, originUs);
    }

    /**
     * @param us media time of the first picture, or of the first sound if there is none
     */
    public SideTracks firstAt(long us) {
        captions.firstAt(us);
        return this;
    }

    /** The track that is heard, or null. */
    public SoundTrack soundTrack() {
        return track;
    }

    /** A range begins somewhere: what was met before is forgotten. */
    public void begin(ReadRequest request, PassOutput output) {
        want(request);
        waiting.close();
        captions.begin(request);
        if (heard) {
            sound.leave();
            sound.pieces().begin(request, output);
        }
    }

    /** A range begins where the last one ended. */
    public void goOn(ReadRequest request, PassOutput output) {
        want(request);
        captions.goOn(request);
        if (heard) {
            sound.pieces().goOn(request, output);
        }
    }

    private void want(ReadRequest request) {
        if (request.sound().wanted() && track != null && sound == null && !silent) {
            open();
        }
        heard = request.sound().wanted() && sound != null;
        read = request.captions() && !captions.indexes().isEmpty();
        lost = 0;
        if (sound != null) {
            sound.takeDamaged();
        }
    }

    private void open() {
        try {
            Decoder decoder = new Decoder(demuxer.stream(track.index()), name, limits);
            sound = new SoundStream(track, decoder, taker, form);
        } catch (RejectedInput e) {
            // Pictures are worth something without it.
            silent = true;
        }
    }

    /** Whether the range wants anything of them, so that all packets are read. */
    public boolean wanted() {
        return heard || read;
    }

    public boolean soundWanted() {
        return heard;
    }

    public boolean captionsWanted() {
        return read;
    }

    /** Streams whose packets are wanted. */
    public Set<Integer> indexes() {
        Set<Integer> indexes = new TreeSet<>();
        if (heard) {
            indexes.add(track.index());
        }
        if (read) {
            indexes.addAll(captions.indexes());
        }
        return indexes;
    }

    /** Reading begins at another place: what was met on the way to the last one comes again. */
    public void restart() {
        waiting.backToMark();
    }

    /** The lead-in is over: what was met stays whatever is read again. */
    public void ledIn() {
        waiting.mark();
    }

    /** Takes a packet of one of its streams, unless it is too large; it is the caller's still. */
    public void met(AVPacket other) {
        int index = other.stream_index();
        boolean fits = other.size() <= limits.maxPacketBytes();
        if (fits && read && captions.indexes().contains(index)) {
            captions.take(other);
        } else if (heard && index == track.index() && !(fits && waiting.add(other))) {
            lost++;
        }
    }

    /** Decodes what was met, as far as the range wants it. */
    public void hear() {
        while (heard && !sound.pieces().satisfied() && waiting.poll(packet)) {
            sound.take(packet);
            av_packet_unref(packet);
        }
    }

    /** Whether all sound that the range wants was heard. */
    public boolean satisfied() {
        return !heard || sound.pieces().satisfied();
    }

    /** Media time up to which sound was heard; the range's start if there is none. */
    public long heardToUs() {
        return heard ? taker.heardToUs() : Long.MIN_VALUE;
    }

    /** The range is over. */
    public void finish(boolean fileEnded) {
        if (heard) {
            hear();
            if (fileEnded && waiting.isEmpty()) {
                sound.end();
            }
            sound.pieces().flush();
        }
    }

    /** Whether sound follows that the file has and the range did not want. */
    public boolean goesOn() {
        return heard && (!waiting.isEmpty() || sound.pieces().past());
    }

    public List<CaptionLine> lines() {
        return read ? captions.lines() : List.of();
    }

    public Losses losses() {
        return new Losses(heard ? sound.takeDamaged() : 0, lost, read ? captions.lost() : 0);
    }

    @Override
    public void close() {
        waiting.close();
        av_packet_free(packet);
        if (sound != null) {
            sound.close();
        }
    }
}
