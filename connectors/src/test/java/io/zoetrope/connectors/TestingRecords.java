package io.zoetrope.connectors;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.FrameRecord;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Moment;
import io.zoetrope.domain.ObjectTrack;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Rational;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Shot;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.TimedBox;
import io.zoetrope.domain.TrackedObject;
import io.zoetrope.domain.Transition;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.VideoStatus;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Records with known values. */
public final class TestingRecords {
    public static final int DIMENSION = 16;
    public static final ModelRef MODEL = new ModelRef("scenes", "1");

    /** 2026-03-01T23:59:59Z: the last second of a UTC day. */
    public static final long ARRIVED_MS = 1_772_409_599_000L;

    /** Of every video here: the arrival's time, as in the job. */
    public static final long GENERATION = ARRIVED_MS;

    private static final VideoDescription DESCRIPTION =
            new VideoDescription("A red car", Map.of("owner", "ann", "take", "7"), "");
    private static final MediaInfo MEDIA =
            new MediaInfo(
                    0,
                    61_500_000,
                    1920,
                    1080,
                    90,
                    new Rational(30_000, 1001),
                    "mov,mp4",
                    "h264",
                    "aac",
                    12_345_678);

    private TestingRecords() {}

    public static VideoRef video(String id) {
        return new VideoRef(id, "acme", "cars", "s3a://media/" + id + ".mp4", "etag-1");
    }

    public static Moment moment(String videoId, int index) {
        return moment(videoId, index, vector(videoId.hashCode() * 31L + index));
    }

    public static Moment moment(String videoId, int index, Vector visual) {
        long startUs = index * 4_000_000L;
        return new Moment(
                VideoIds.momentId(video(videoId).key(), index, MODEL.id()),
                video(videoId),
                GENERATION,
                index,
                DESCRIPTION,
                index,
                startUs,
                startUs + 4_000_000,
                MODEL,
                visual,
                "keyframes/" + videoId + "/0000000000.jpg",
                startUs + 1_000_000,
                List.of("car", "dog"),
                ARRIVED_MS);
    }

    public static VideoStatus status(String videoId, IndexingState state, int moments) {
        Problem error =
                state == IndexingState.FAILED
                        ? Problem.of(Stage.PROBE, Reason.NOT_A_VIDEO, "a text file")
                        : null;
        return new VideoStatus(
                video(videoId),
                GENERATION,
                DESCRIPTION,
                state,
                MEDIA,
                3,
                6,
                moments,
                error,
                ARRIVED_MS,
                ARRIVED_MS + 1000);
    }

    /** Four seconds long; every third begins with a fade. */
    public static Shot shot(String videoId, long generation, int index) {
        long startUs = index * 4_000_000L;
        return new Shot(
                video(videoId),
                generation,
                index,
                startUs,
                startUs + 4_000_000,
                index % 3 == 2 ? Transition.FADE : Transition.CUT,
                new ModelRef("rules", "7"),
                ARRIVED_MS);
    }

    /** The same, of another life of its video. */
    public static Moment inGeneration(long generation, Moment moment) {
        return new Moment(
                moment.momentId(),
                moment.video(),
                generation,
                moment.ordinal(),
                moment.description(),
                moment.shot(),
                moment.startUs(),
                moment.endUs(),
                moment.model(),
                moment.visual(),
                moment.keyFrame(),
                moment.keyFrameUs(),
                moment.objectClasses(),
                moment.arrivedMs());
    }

    /** The same, of another life of its video. */
    public static VideoStatus inGeneration(long generation, VideoStatus status) {
        return new VideoStatus(
                status.video(),
                generation,
                status.description(),
                status.state(),
                status.media(),
                status.segmentsDone(),
                status.segmentsTotal(),
                status.moments(),
                status.error(),
                status.arrivedMs(),
                status.updatedMs());
    }

    public static FrameRecord frame(String videoId, int index) {
        Detection car = new Detection("car", 0.75f, new Box(0.1f, 0.2f, 0.3f, 0.4f), vector(index));
        return new FrameRecord(
                video(videoId),
                GENERATION,
                index / 10,
                index * 1_000_000L,
                MODEL,
                vector(videoId.hashCode() + index),
                index % 2 == 0 ? List.of(car) : List.of(),
                index % 5 == 0 ? "keyframes/" + videoId + "/x.jpg" : "",
                ARRIVED_MS + (index % 2) * 1000L);
    }

    /** One that goes from left to right in two seconds, every third a dog. */
    public static TrackedObject object(String videoId, int ordinal) {
        long firstUs = ordinal * 1_000_000L;
        TimedBox from = new TimedBox(firstUs, new Box(0.125f, 0.25f, 0.375f, 0.5f));
        TimedBox to = new TimedBox(firstUs + 2_000_000, new Box(0.625f, 0.25f, 0.875f, 0.5f));
        ObjectTrack track =
                new ObjectTrack(
                        ordinal % 3 == 0 ? "dog" : "car",
                        0.75f,
                        11,
                        List.of(from, to),
                        0.005f,
                        vector(ordinal),
                        ordinal % 2 == 0 ? vector(-ordinal) : new Vector(null),
                        to);
        return new TrackedObject(
                VideoIds.objectId(video(videoId).key(), ordinal, MODEL.id()),
                video(videoId),
                GENERATION,
                ordinal,
                MODEL,
                ordinal / 10,
                track,
                ARRIVED_MS);
    }

    /** Normalised, and the same for the same seed. */
    public static Vector vector(long seed) {
        Random random = new Random(seed);
        float[] values = new float[DIMENSION];
        double sum = 0;
        for (int i = 0; i < DIMENSION; i++) {
            values[i] = (float) random.nextGaussian();
            sum += values[i] * values[i];
        }
        for (int i = 0; i < DIMENSION; i++) {
            values[i] /= (float) Math.sqrt(sum);
        }
        return new Vector(values);
    }
}
