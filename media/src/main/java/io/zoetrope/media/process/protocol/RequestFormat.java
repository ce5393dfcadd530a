package io.zoetrope.media.process.protocol;

import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.PictureSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.SoundSampling;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a decoder is asked: within which limits a video is opened, and for which pass over it. */
final class RequestFormat {
    private RequestFormat() {}

    static void put(MessageOutput out, ReaderLimits limits) {
        out.putLong(limits.maxPixels());
        out.putInt(limits.maxStreams());
        out.putInt(limits.maxPacketBytes());
        out.putLong(limits.probeBytes());
        out.putLong(limits.openTimeout().toMillis());
        out.putLong(limits.stallTimeout().toMillis());
        out.putLong(limits.readTimeout().toMillis());
    }

    static ReaderLimits limits(MessageInput in) throws IOException {
        return new ReaderLimits(
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                Duration.ofMillis(in.readLong()),
                Duration.ofMillis(in.readLong()),
                Duration.ofMillis(in.readLong()));
    }

    static void put(MessageOutput out, ReadRequest request) {
        out.putLong(request.startUs());
        out.putLong(request.endUs());
        out.putLong(request.bytePosition());
        out.putInt(request.pictures().size());
        for (PictureSampling picture : request.pictures()) {
            out.putText(picture.name());
            put(out, picture.sampling());
            put(out, picture.shape());
            out.putInt(picture.largeSide());
        }
        put(out, request.jpegs().sampling());
        out.putInt(request.jpegs().side());
        out.putBoolean(request.sound().wanted()).putLong(request.sound().tailUs());
        out.putBoolean(request.captions()).putBoolean(request.captionsAlone());
    }

    static ReadRequest request(MessageInput in) throws IOException {
        long startUs = in.readLong();
        long endUs = in.readLong();
        long bytePosition = in.readLong();
        int count = in.count(1, Protocol.MAX_PICTURES);
        List<PictureSampling> pictures = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            pictures.add(
                    new PictureSampling(in.readText(), sampling(in), shape(in), Protocol.side(in)));
        }
        JpegSampling jpegs = new JpegSampling(sampling(in), Protocol.side(in));
        SoundSampling sound = sound(in);
        boolean captions = in.readBoolean();
        if (!in.readBoolean()) {
            return new ReadRequest(startUs, endUs, bytePosition, pictures, jpegs, sound, captions);
        }
        ReadRequest alone = ReadRequest.captionsAlone(startUs, endUs, bytePosition);
        ProtocolViolation.require(
                captions
                        && pictures.equals(alone.pictures())
                        && jpegs.equals(alone.jpegs())
                        && sound.equals(alone.sound()),
                "captions alone, and more");
        return alone;
    }

    private static SoundSampling sound(MessageInput in) throws IOException {
        boolean wanted = in.readBoolean();
        long tailUs = in.readLong();
        ProtocolViolation.require(
                tailUs >= 0 && tailUs <= SoundSampling.MOST_TAIL_US, "sound far past its range");
        return new SoundSampling(wanted, tailUs);
    }

    private static void put(MessageOutput out, Sampling sampling) {
        out.putBoolean(sampling.keyFramesOnly());
        out.putLong(sampling.intervalUs()).putLong(sampling.longestUs());
    }

    private static Sampling sampling(MessageInput in) throws IOException {
        Sampling sampling = new Sampling(in.readBoolean(), in.readLong(), in.readLong());
        ProtocolViolation.require(
                sampling.intervalUs() >= 0 && sampling.longestUs() >= 0, "a negative interval");
        return sampling;
    }

    private static void put(MessageOutput out, FrameShape shape) {
        out.putInt(shape.width()).putInt(shape.height());
        out.putText(shape.fit().name()).putInt(shape.pad());
    }

    private static FrameShape shape(MessageInput in) throws IOException {
        int width = Protocol.side(in);
        int height = Protocol.side(in);
        String fit = in.readText();
        int pad = in.readInt();
        ProtocolViolation.require(width > 0 && height > 0, "a picture without pixels");
        try {
            return new FrameShape(width, height, FrameShape.Fit.valueOf(fit), pad);
        } catch (IllegalArgumentException e) {
            throw new ProtocolViolation("a picture fitted by " + fit);
        }
    }
}
