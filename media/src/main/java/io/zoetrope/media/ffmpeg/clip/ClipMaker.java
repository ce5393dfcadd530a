package io.zoetrope.media.ffmpeg.clip;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.clips.ClipOutput;
import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.track.OpenedVideo;
import io.zoetrope.media.ffmpeg.track.TrackPosition;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Makes a file of a stretch of a video. Its pictures are copied if that is exact by itself, without
 * a player having to hide any (docs/decisions/0032), else its ends are encoded (0041), or all of it
 * as H.264; its sound is encoded as AAC, cut to the sample. For one thread.
 */
public final class ClipMaker {
    private final OpenedVideo video;
    private final TrackPosition position;
    private final KeyFrameIndex keys;
    private final ClipRequest request;

    public ClipMaker(
            OpenedVideo video, TrackPosition position, KeyFrameIndex keys, ClipRequest request) {
        this.video = video;
        this.position = position;
        this.keys = keys;
        this.request = request;
    }

    public ClipReport make(ClipOutput output) throws RejectedInput, IOException {
        try (ClipSound sound = new ClipSound(video, position, request)) {
            // First: it is small, and packets of both are to lie beside each other in the file.
            sound.read();
            try (ClipPictures pictures = pictures();
                    ClipFile file = new ClipFile(request.mostBytes())) {
                int count = write(pictures, sound, file);
                return new ClipReport(file.finish(output), count, pictures.copied());
            }
        }
    }

    private ClipPictures pictures() throws RejectedInput, IOException {
        CopiedStretch copied = CopiedStretch.find(video, position, keys, request);
        if (copied != null) {
            return TimedPictures.of(
                    video.demuxer().stream(video.track().index()).codecpar(),
                    copied,
                    request.startUs());
        }
        ClipPictures joined = JoinedPictures.find(video, position, keys, request);
        return joined != null ? joined : EncodedPictures.open(video, position, request);
    }

    /** Returns how many pictures there are. */
    private int write(ClipPictures pictures, ClipSound sound, ClipFile file)
            throws RejectedInput, IOException {
        AVPacket packet = Ffmpeg.allocated(av_packet_alloc());
        try {
            boolean any = pictures.next(packet);
            if (!any) {
                throw new RejectedInput(
                        Reason.NO_FRAMES, video.name() + " shows no picture in this stretch.");
            }
            AVStream seen = file.add(pictures.codec(), ClipPictures.TICKS_PER_SECOND);
            AVStream heard = sound.isEmpty() ? null : file.add(sound.codec(), sound.rate());
            int count = 0;
            do {
                double seconds = (double) packet.dts() / ClipPictures.TICKS_PER_SECOND;
                sound.writeUntil(seconds, file, heard);
                file.write(packet, seen);
                av_packet_unref(packet);
                count++;
            } while (pictures.next(packet));
            sound.writeUntil(Double.MAX_VALUE, file, heard);
            return count;
        } finally {
            av_packet_free(packet);
        }
    }
}
