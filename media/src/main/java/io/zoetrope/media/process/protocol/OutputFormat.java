package io.zoetrope.media.process.protocol;

import io.zoetrope.media.FramePicture;
import io.zoetrope.media.PictureQuality;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.SampledFrame;
import io.zoetrope.media.SoundPiece;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a pass gives while it goes on: pictures and pieces of sound. */
public final class OutputFormat {
    private static final int JPEG_HEAD_BYTES = 64 << 10;

    private OutputFormat() {}

    /**
     * @param request that the frame was made for: who asked is told by place in it
     */
    public static void put(MessageOutput out, SampledFrame frame, ReadRequest request) {
        out.putLong(frame.ptsUs()).putBoolean(frame.keyFrame());
        out.putInt(frame.pictures().size());
        for (FramePicture picture : frame.pictures()) {
            out.putLong(Askers.of(picture, request)).putBoolean(picture.large());
            out.putInt(picture.width()).putInt(picture.height()).putPicture(picture.rgb());
        }
        out.putBytes(frame.jpeg());
        put(out, frame.quality());
    }

    private static void put(MessageOutput out, PictureQuality quality) {
        out.putInt(Float.floatToIntBits(quality.light()));
        out.putInt(Float.floatToIntBits(quality.contrast()));
        out.putInt(Float.floatToIntBits(quality.detail()));
    }

    private static PictureQuality quality(MessageInput in) throws IOException {
        PictureQuality quality =
                new PictureQuality(
                        Float.intBitsToFloat(in.readInt()),
                        Float.intBitsToFloat(in.readInt()),
                        Float.intBitsToFloat(in.readInt()));
        ProtocolViolation.require(
                Float.isFinite(quality.light())
                        && Float.isFinite(quality.contrast())
                        && Float.isFinite(quality.detail()),
                "a picture of no quality");
        return quality;
    }

    public static SampledFrame frame(MessageInput in, ReadRequest request) throws IOException {
        long ptsUs = in.readLong();
        boolean keyFrame = in.readBoolean();
        Askers askers = new Askers(request);
        int count = in.count(1, 2 * Protocol.MAX_PICTURES);
        List<FramePicture> pictures = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            pictures.add(picture(in, askers));
        }
        askers.end();
        return new SampledFrame(
                ptsUs, keyFrame, pictures, in.readBytes(maxJpeg(request)), quality(in));
    }

    public static void put(MessageOutput out, SoundPiece piece) {
        out.putLong(piece.startUs()).putShorts(piece.samples());
    }

    public static SoundPiece piece(MessageInput in) throws IOException {
        SoundPiece piece = new SoundPiece(in.readLong(), in.readShorts(SoundPiece.MOST_SAMPLES));
        ProtocolViolation.require(
                piece.startUs() >= 0 && piece.startUs() < Long.MAX_VALUE / 4,
                "sound at no time of a video");
        ProtocolViolation.require(piece.samples().length > 0, "sound without samples");
        return piece;
    }

    private static FramePicture picture(MessageInput in, Askers askers) throws IOException {
        long asking = in.readLong();
        boolean large = in.readBoolean();
        int width = Protocol.side(in);
        int height = Protocol.side(in);
        List<String> names = askers.names(asking, large, width, height);
        return new FramePicture(names, large, width, height, in.readPicture(3 * width * height));
    }

    private static int maxJpeg(ReadRequest request) {
        int side = request.jpegs().side();
        return side == 0 ? 0 : JPEG_HEAD_BYTES + 3 * side * side;
    }
}
