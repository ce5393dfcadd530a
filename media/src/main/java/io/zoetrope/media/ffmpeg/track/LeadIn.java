package io.zoetrope.media.ffmpeg.track;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ffmpeg.container.Container;
import io.zoetrope.media.ffmpeg.demux.Demuxer;
import io.zoetrope.media.ffmpeg.demux.FileStart;
import io.zoetrope.media.ffmpeg.demux.SoundTrack;
import io.zoetrope.media.ffmpeg.sound.SideTracks;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Sound and captions from a little before a range that is sought to a little after its start.
 * Pictures begin at a key frame; sound of that time may lie before it in the file, and decoders of
 * sound need what comes before it too.
 */
public final class LeadIn {
    /** More than any coding of sound needs to be sure of itself. */
    private static final long LEAD_US = 1_000_000;

    /** Packets of one time lie this close together in the file. */
    private static final long APART_US = 1_000_000;

    /** Sound of a second and more lies in it. */
    private static final long LEAD_BYTES = 1 << 20;

    private final OpenedVideo video;
    private final TrackPosition position;
    private final ReadRequest request;

    public LeadIn(OpenedVideo video, TrackPosition position, ReadRequest request) {
        this.video = video;
        this.position = position;
        this.request = request;
    }

    /** Leaves the demuxer anywhere. */
    public void read() throws RejectedInput, IOException {
        Demuxer demuxer = video.demuxer();
        Set<Integer> all = new TreeSet<>(video.sides().indexes());
        all.add(video.track().index());
        boolean exact = demuxer.container() == Container.MP4 && demuxer.fragments() == null;
        // Each track of an MP4 is sought by itself, and pictures need not be fetched.
        demuxer.only(exact ? video.sides().indexes() : all);
        try {
            seek();
            long neededUs = Math.max(request.startUs(), firstNeededUs());
            readTo(neededUs + (exact ? 0 : APART_US));
            video.sides().ledIn();
        } finally {
            demuxer.only(all);
        }
    }

    private void readTo(long untilUs) throws RejectedInput, IOException {
        SideTracks sides = video.sides();
        AVPacket packet = video.packet();
        boolean more = true;
        while (more && video.demuxer().read(packet)) {
            video.io().allow(video.limits().stallTimeout());
            int index = packet.stream_index();
            if (index == video.track().index()) {
                video.demuxer().own(packet);
            } else {
                video.demuxer().carry(packet);
            }
            boolean heard = sides.soundWanted() && index == sides.soundTrack().index();
            // Nothing may be taken that has a hole before it.
            boolean hole = beyond(packet, untilUs + APART_US);
            more = !hole && !(heard && beyond(packet, untilUs));
            if (!hole && index != video.track().index()) {
                sides.met(packet);
            }
            av_packet_unref(packet);
            sides.hear();
        }
    }

    /** Pictures that come late are read from where they begin: all sound before that is needed. */
    private long firstNeededUs() {
        boolean begins = request.startUs() <= video.clock().firstUs();
        return begins ? video.clock().firstUs() : request.startUs();
    }

    private boolean beyond(AVPacket packet, long us) {
        long ticks = packet.dts() != AV_NOPTS_VALUE ? packet.dts() : packet.pts();
        return ticks != AV_NOPTS_VALUE
                && video.clock().us(video.demuxer().stream(packet.stream_index()), ticks) > us;
    }

    /** Without an index of its own, a track that starts late is come to by reading up to it. */
    private boolean early(SoundTrack sound) {
        return sound.startUs() <= video.clock().firstUs() + APART_US;
    }

    /** Goes to where sound and captions of the range may begin. */
    public void seek() throws RejectedInput, IOException {
        long us = request.startUs() - LEAD_US;
        Container container = video.demuxer().container();
        SoundTrack sound = video.sides().soundTrack();
        boolean begins = us <= video.clock().firstUs();
        boolean first = request.startUs() <= video.clock().firstUs();
        boolean later = first && video.clock().firstUs() > 0;
        boolean there;
        if (later && video.sides().captionsWanted() && FileStart.seek(video.demuxer())) {
            there = true;
        } else if (video.demuxer().fragments() != null) {
            there =
                    !begins
                            && video.demuxer()
                                    .seekByte(position.byteBefore(us, request.bytePosition()));
        } else if (container.soughtByByte()) {
            long at = begins ? 0 : position.byteBefore(request.startUs(), request.bytePosition());
            there = video.demuxer().seekByte(Math.max(0, at - LEAD_BYTES));
        } else if (sound != null && (container == Container.MP4 || begins && early(sound))) {
            long ticks = sound.ticks(Math.max(us, sound.startUs()));
            there = video.demuxer().seekTime(sound.index(), ticks);
        } else {
            there = !begins && position.before(us, -1, 0);
        }
        if (!there) {
            position.rewind();
        }
    }
}
