package io.zoetrope.operators.observe.run;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.picture.FrameShape;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.models.pictures.Jpeg;
import io.zoetrope.operators.decode.DecodedSegment;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.LargePicture;
import io.zoetrope.operators.observe.Observation;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Cuts pictures of objects out of the frames in which they were seen, while these are at hand:
 * pixels go no further.
 */
final class ObjectPictures {
    private static final int MOST_SIDE = 256;
    private static final int LEAST_SIDE = 8;

    /** A little of what is around, on each side. */
    private static final float AROUND = .08f;

    private ObjectPictures() {}

    /**
     * @param decoded that was looked at, its frames as many as those seen
     * @param pictures takes each; the detection that it is of names it
     */
    static ObservedSegment store(
            DecodedSegment decoded, ObservedSegment seen, Consumer<Thumbnail> pictures) {
        List<ObservedFrame> frames = new ArrayList<>(seen.frames());
        for (CropChoice.Chosen chosen : CropChoice.of(seen.frames())) {
            LargePicture large =
                    LargePicture.of(decoded.frames().get(chosen.frame()), Analysers.OBJECTS);
            Detection found =
                    seen.frames().get(chosen.frame()).detections().get(chosen.detection());
            byte[] jpeg = large == null ? new byte[0] : cut(large, found.box());
            if (jpeg.length > 0) {
                ObservedFrame frame = frames.get(chosen.frame());
                String path =
                        Thumbnail.cropPathOf(seen.videoKey(), frame.ptsUs(), chosen.detection());
                pictures.accept(new Thumbnail(path, jpeg, seen.generation()));
                frames.set(
                        chosen.frame(), named(frame, chosen.detection(), found.withPicture(path)));
            }
        }
        return seen.seeing(frames);
    }

    private static ObservedFrame named(ObservedFrame frame, int place, Detection detection) {
        List<Detection> detections = new ArrayList<>(frame.detections());
        detections.set(place, detection);
        Map<String, Observation> observations = new LinkedHashMap<>(frame.observations());
        Observation objects = observations.get(Analysers.OBJECTS);
        observations.put(Analysers.OBJECTS, objects.withDetections(detections));
        return frame.withObservations(observations);
    }

    /** Empty if the object is too small to be seen. */
    private static byte[] cut(LargePicture large, Box box) {
        float dx = AROUND * (box.x1() - box.x0());
        float dy = AROUND * (box.y1() - box.y0());
        Box around =
                new Box(
                        Math.max(0, box.x0() - dx),
                        Math.max(0, box.y0() - dy),
                        Math.min(1, box.x1() + dx),
                        Math.min(1, box.y1() + dy));
        double wide = (around.x1() - around.x0()) * large.width();
        double tall = (around.y1() - around.y0()) * large.height();
        if (!(Math.min(wide, tall) >= LEAST_SIDE)) {
            return new byte[0];
        }
        double scale = Math.min(1, MOST_SIDE / Math.max(wide, tall));
        int width = Math.max(LEAST_SIDE, (int) Math.round(wide * scale));
        int height = Math.max(LEAST_SIDE, (int) Math.round(tall * scale));
        FrameShape shape = new FrameShape(width, height, FrameShape.Fit.STRETCH, 0);
        return Jpeg.encode(large.crop(around, shape), width, height);
    }
}
