package io.zoetrope.media.ffmpeg.segment;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ffmpeg.container.Container;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.demux.SoundTrack;
import io.zoetrope.media.ffmpeg.track.OpenedVideo;
import io.zoetrope.media.ffmpeg.track.TrackPosition;
import io.zoetrope.media.playback.SegmentRequest;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Packets of pictures and sound, stretch by stretch as they are in the file. Pictures of a stretch
 * are those from its first key frame to the next stretch's; a packet of sound belongs where it
 * begins. Goes on where the last stretch ended, or seeks. For one thread.
 */
public final class StretchPackets implements AutoCloseable {
    /** Sound of one time lies this close to its pictures in a file. */
    private static final long APART_US = 2_000_000;

    private static final long SOUND_LEAD_BYTES = 1 << 20;
    private static final long MOST_BYTES = 256L << 20;
    private static final long NEVER = Long.MIN_VALUE;

    /** Demuxers seek by decoding time, and to the pictures only: each attempt goes further back. */
    private static final int ATTEMPTS = 4;

    private final OpenedVideo video;
    private final TrackPosition position;
    private final boolean pictured;
    private final SoundTrack sound;
    private final long leadUs;
    private final PicturesAhead picturesAhead;
    private final Deque<AVPacket> soundAhead = new ArrayDeque<>();
    private final List<AVPacket> pictures = new ArrayList<>();
    private final List<AVPacket> heard = new ArrayList<>();
    private long reachedUs = NEVER;
    private boolean sought;
    private boolean untimed;
    private int met;
    private long firstMetUs;
    private long metUs;
    private long bytes;
    private boolean ended;

    /**
     * @param pictured whether packets of pictures are wanted
     * @param sound the track whose packets are wanted, or null
     * @param leadUs how much of the sound before a stretch is wanted if it is sought
     */
    public StretchPackets(
            OpenedVideo video,
            TrackPosition position,
            boolean pictured,
            SoundTrack sound,
            long leadUs) {
        this.video = video;
        this.position = position;
        this.pictured = pictured;
        this.sound = sound;
        this.leadUs = leadUs;
        this.picturesAhead = new PicturesAhead(video.clock());
    }

    /** Fills {@link #pictures} and {@link #heard}, which stay until the next call. */
    public void gather(SegmentRequest request) throws RejectedInput, IOException {
        untimed = false;
        drop(pictures);
        drop(heard);
        sought = request.startUs() != reachedUs || request.index() == 0;
        if (sought) {
            seek(request);
        }
        reachedUs = NEVER;
        picturesAhead.want(request.endUs());
        while (!ended && !(hasPictures() && hasSound(request))) {
            readOne(request);
        }
        move(request);
        reachedUs = request.endUs();
    }

    private void seek(SegmentRequest request) throws RejectedInput, IOException {
        video.demuxer().only(video.track().index());
        position.checkClock(request.startUs(), request.bytePosition());
        Set<Integer> all = new TreeSet<>(Set.of(video.track().index()));
        if (sound != null) {
            all.add(sound.index());
        }
        video.demuxer().only(all);
        boolean exact =
                video.demuxer().container() == Container.MP4 && video.demuxer().fragments() == null;
        boolean more = request.index() > 0;
        if (!more) {
            restart();
            position.rewind();
        }
        for (int attempt = exact ? 0 : 1; more && attempt < ATTEMPTS; attempt++) {
            restart();
            more = before(request, attempt);
            while (met == 0 && !ended) {
                readOne(request);
            }
            more &= met == 0 || firstMetUs > request.startUs() - leadUs;
        }
    }

    private boolean before(SegmentRequest request, int attempt) throws RejectedInput, IOException {
        boolean byByte = video.demuxer().container().soughtByByte() && request.bytePosition() >= 0;
        if (byByte) {
            long back = request.bytePosition() - attempt * SOUND_LEAD_BYTES;
            return video.demuxer().seekByte(Math.max(0, back)) && back > 0;
        }
        return position.before(request.startUs() - leadUs, request.bytePosition(), attempt);
    }

    private void readOne(SegmentRequest request) throws RejectedInput, IOException {
        AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
        boolean kept = false;
        try {
            video.io().allow(video.limits().stallTimeout());
            if (!video.demuxer().read(packet)) {
                ended = true;
            } else if (packet.stream_index() == video.track().index()) {
                kept = picture(packet, request);
            } else {
                video.demuxer().carry(packet);
                kept = sound(packet, request);
            }
        } finally {
            if (!kept) {
                av_packet_free(packet);
            }
        }
    }

    private boolean picture(AVPacket packet, SegmentRequest request) throws RejectedInput {
        if (!video.demuxer().own(packet)) {
            return false;
        }
        if (packet.pts() == AV_NOPTS_VALUE) {
            untimed = true;
            return false;
        }
        long us = video.clock().us(packet);
        if (met++ == 0) {
            firstMetUs = us;
        }
        metUs = Math.max(metUs, us);
        boolean begins =
                PicturesAhead.isKey(packet) && (request.index() == 0 || us >= request.startUs());
        if (!pictured || picturesAhead.isEmpty() && !begins) {
            return false;
        }
        count(packet);
        picturesAhead.add(packet);
        return true;
    }

    private boolean sound(AVPacket packet, SegmentRequest request) throws RejectedInput {
        if (sound == null
                || packet.stream_index() != sound.index()
                || packet.pts() == AV_NOPTS_VALUE) {
            return false;
        }
        long us = sound.us(packet.pts());
        boolean wanted =
                request.index() == 0
                        ? sound.us(packet.pts() + Math.max(1, packet.duration())) > 0
                        : us >= request.startUs() - leadUs;
        if (wanted) {
            count(packet);
            soundAhead.add(packet);
        }
        return wanted;
    }

    private void count(AVPacket packet) throws RejectedInput {
        bytes += packet.size();
        if (bytes > MOST_BYTES) {
            throw new RejectedInput(
                    Reason.TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "%s has more than %d MiB between two key frames.",
                            video.name(),
                            MOST_BYTES >> 20));
        }
    }

    private boolean hasPictures() {
        return !pictured || picturesAhead.complete();
    }

    private boolean hasSound(SegmentRequest request) {
        AVPacket last = soundAhead.peekLast();
        return sound == null
                || last != null && sound.us(last.pts()) >= request.endUs()
                || metUs - APART_US > request.endUs();
    }

    private void move(SegmentRequest request) {
        AVPacket picture = picturesAhead.take();
        while (picture != null) {
            pictures.add(taken(picture));
            picture = picturesAhead.take();
        }
        while (!soundAhead.isEmpty() && sound.us(soundAhead.peek().pts()) < request.endUs()) {
            heard.add(taken(soundAhead.poll()));
        }
    }

    private AVPacket taken(AVPacket packet) {
        bytes -= packet.size();
        return packet;
    }

    /** Whether the last stretch does not go on from the one before. */
    boolean sought() {
        return sought;
    }

    /** Whether some pictures were left out because they have no time of presentation. */
    public boolean untimed() {
        return untimed;
    }

    /** Of the last stretch, in the order of the file. */
    public List<AVPacket> pictures() {
        return pictures;
    }

    List<AVPacket> heard() {
        return heard;
    }

    /** The first picture behind the last stretch; null if there is none. */
    public AVPacket nextPicture() {
        return picturesAhead.first();
    }

    /** When the first picture behind it is shown, by the file's clock; only if there is one. */
    public long nextShown() {
        return picturesAhead.firstShown();
    }

    /** The first packet of sound behind it; null if none was met. */
    AVPacket nextSound() {
        return soundAhead.peek();
    }

    /** Whether the file holds nothing behind it. */
    boolean atEnd() {
        return ended && picturesAhead.isEmpty() && soundAhead.isEmpty();
    }

    /** Somebody else moves the demuxer: the next stretch is sought. */
    void restart() {
        picturesAhead.drop();
        drop(soundAhead);
        reachedUs = NEVER;
        metUs = NEVER / 2;
        bytes = 0;
        met = 0;
        ended = false;
    }

    private static void drop(Collection<AVPacket> packets) {
        packets.forEach(packet -> av_packet_free(packet));
        packets.clear();
    }

    @Override
    public void close() {
        restart();
        drop(pictures);
        drop(heard);
    }
}
