package io.zoetrope.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ffmpeg.sound.SideTracks;
import io.zoetrope.media.ffmpeg.track.LeadIn;
import io.zoetrope.media.ffmpeg.track.OpenedVideo;
import io.zoetrope.media.ffmpeg.track.TrackPosition;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Gathers the text tracks of a range and decodes nothing: for pictures that no decoder survives.
 */
final class CaptionPass {
    /** Packets of one time lie this close together in the file. */
    private static final long APART_US = 1_100_000;

    private final OpenedVideo video;
    private final TrackPosition position;
    private final ReadRequest request;

    CaptionPass(OpenedVideo video, TrackPosition position, ReadRequest request) {
        this.video = video;
        this.position = position;
        this.request = request;
    }

    /** Leaves the demuxer anywhere. */
    ReadReport read(PassOutput output) throws RejectedInput, IOException {
        SideTracks sides = video.sides();
        sides.begin(request, output);
        if (sides.captionsWanted()) {
            run(sides);
        }
        return new ReadReport(0, request.startUs(), false, null)
                .withCaptions(sides.lines(), sides.losses());
    }

    private void run(SideTracks sides) throws RejectedInput, IOException {
        Set<Integer> all = new TreeSet<>(sides.indexes());
        all.add(video.track().index());
        video.demuxer().only(all);
        new LeadIn(video, position, request).seek();
        AVPacket packet = video.packet();
        boolean more = true;
        while (more && video.demuxer().read(packet)) {
            video.io().allow(video.limits().stallTimeout());
            if (packet.stream_index() == video.track().index()) {
                video.demuxer().own(packet);
                more = !isBeyond(packet);
            } else {
                video.demuxer().carry(packet);
                sides.met(packet);
            }
            av_packet_unref(packet);
        }
    }

    private boolean isBeyond(AVPacket packet) {
        boolean timed = packet.dts() != AV_NOPTS_VALUE || packet.pts() != AV_NOPTS_VALUE;
        return timed && video.packetUs() - APART_US > request.endUs();
    }
}
