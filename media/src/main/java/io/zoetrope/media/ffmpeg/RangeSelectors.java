package io.zoetrope.media.ffmpeg;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.ffmpeg.picture.FrameSelector;
import io.zoetrope.media.ffmpeg.picture.FrameSelectors;
import io.zoetrope.media.ffmpeg.track.FrameStream;
import io.zoetrope.media.ffmpeg.track.OpenedVideo;
import io.zoetrope.media.ffmpeg.track.TrackPosition;
import java.io.IOException;
import java.util.List;

/**
 * Which frames of a range are wanted by each sampling. A range that begins between two multiples of
 * an interval has to know whether the range before it answered the first of them.
 */
record RangeSelectors(OpenedVideo video, TrackPosition position) {
    FrameSelectors of(ReadRequest request) throws RejectedInput, IOException {
        FrameSelectors selectors = new FrameSelectors();
        for (Sampling sampling : request.samplings()) {
            selectors.add(sampling, request.startUs(), answered(sampling, request));
        }
        return selectors;
    }

    private boolean answered(Sampling sampling, ReadRequest request)
            throws RejectedInput, IOException {
        long start = request.startUs();
        long multiple = FrameSelector.multipleBefore(sampling, start);
        return multiple == start
                || start > video.clock().firstUs()
                        && (video.start().untimed()
                                ? anyDecoded(multiple, start)
                                : position.anyIn(multiple, start, request.bytePosition()));
    }

    private boolean anyDecoded(long fromUs, long toUs) throws RejectedInput, IOException {
        ReadRequest before = new ReadRequest(fromUs, toUs, -1, List.of(), JpegSampling.NONE);
        FrameStream earlier = new FrameStream(video, before);
        try {
            earlier.open(position);
            while (earlier.next() && earlier.frameUs() < toUs) {
                if (earlier.frameUs() >= fromUs) {
                    return true;
                }
            }
            return false;
        } finally {
            earlier.close();
        }
    }
}
