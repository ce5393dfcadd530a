package io.zoetrope.connectors;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.FoundCounts;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.LineSource;
import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Rational;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.SoundClass;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.TimedBox;
import io.zoetrope.domain.Transition;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.finding.DialogueLine;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.finding.FrameRecord;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.ObjectTrack;
import io.zoetrope.domain.finding.ScreenText;
import io.zoetrope.domain.finding.Shot;
import io.zoetrope.domain.finding.SoundWindow;
import io.zoetrope.domain.finding.TrackedObject;
import io.zoetrope.domain.status.VideoProgress;
import io.zoetrope.domain.status.VideoStage;
import io.zoetrope.domain.status.VideoStatus;
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

    /** Of a later life. */
    public static final long LATER = GENERATION + 10;

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
                ARRIVED_MS,
                List.of("barking", "engine"),
                "Look at that dog.",
                "CAR WASH");
    }

    public static VideoStatus status(String videoId, IndexingState state, int moments) {
        Problem error =
                state == IndexingState.FAILED
                        ? Problem.of(Stage.PROBE, Reason.NOT_A_VIDEO, "a text file")
                        : null;
        VideoProgress progress = VideoProgress.of(VideoStage.ANALYSING, 3, 6);
        return VideoStatus.of(video(videoId), GENERATION, state, ARRIVED_MS, ARRIVED_MS + 1000)
                .withDescription(DESCRIPTION)
                .with(MEDIA, progress)
                .withFound(FoundCounts.ofMoments(moments))
                .withOutcome(state, error);
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

    public static Finding finding(FindingKind kind, String videoId, long generation, int ordinal) {
        return switch (kind) {
            case MOMENT -> Finding.of(inGeneration(generation, moment(videoId, ordinal)));
            case SHOT -> Finding.of(shot(videoId, generation, ordinal));
            case OBJECT -> Finding.of(object(videoId, generation, ordinal));
            case SOUND -> Finding.of(sound(videoId, generation, ordinal));
            case LINE -> Finding.of(line(videoId, generation, ordinal));
            case TEXT -> Finding.of(text(videoId, generation, ordinal));
        };
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
                moment.arrivedMs(),
                moment.soundClasses(),
                moment.dialogue(),
                moment.screenText());
    }

    /** The same, of another life of its video. */
    public static VideoStatus inGeneration(long generation, VideoStatus status) {
        return VideoStatus.of(
                        status.video(),
                        generation,
                        status.state(),
                        status.arrivedMs(),
                        status.updatedMs())
                .withDescription(status.description())
                .with(status.media(), status.progress())
                .withFound(status.found())
                .withOutcome(status.state(), status.error());
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
        return object(videoId, GENERATION, ordinal);
    }

    public static TrackedObject object(String videoId, long generation, int ordinal) {
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
                generation,
                ordinal,
                MODEL,
                ordinal / 10,
                track,
                ARRIVED_MS,
                "entity-" + ordinal % 3,
                ordinal / 10,
                "objects/" + videoId + "/" + ordinal + ".jpg");
    }

    /** A second long; every fourth is silent. */
    public static SoundWindow sound(String videoId, long generation, int ordinal) {
        boolean silent = ordinal % 4 == 3;
        return new SoundWindow(
                video(videoId),
                generation,
                ordinal,
                MODEL,
                ARRIVED_MS,
                ordinal * 1_000_000L,
                (ordinal + 1) * 1_000_000L,
                silent,
                silent ? Float.NEGATIVE_INFINITY : -20.5f,
                silent ? null : vector(ordinal),
                silent
                        ? List.of()
                        : List.of(new SoundClass("barking", 0.75f), new SoundClass("wind", 0.25f)));
    }

    /** Two seconds long, one every three seconds; only the first has a vector. */
    public static DialogueLine line(String videoId, long generation, int ordinal) {
        return new DialogueLine(
                video(videoId),
                generation,
                ordinal,
                MODEL,
                ARRIVED_MS,
                ordinal * 3_000_000L,
                ordinal * 3_000_000L + 2_000_000,
                ordinal % 2 == 0 ? "Where are the children?" : "Die Kinder spielten im Garten.",
                ordinal % 2 == 0 ? "en-GB" : "de",
                "ann",
                LineSource.SIDECAR,
                ordinal == 0 ? vector(ordinal) : null);
    }

    /** Five seconds long. */
    public static ScreenText text(String videoId, long generation, int ordinal) {
        return new ScreenText(
                video(videoId),
                generation,
                ordinal,
                MODEL,
                ARRIVED_MS,
                ordinal * 5_000_000L,
                (ordinal + 1) * 5_000_000L,
                "Exit " + ordinal,
                new Box(0.125f, 0.25f, 0.375f, 0.5f),
                0.875f,
                vector(ordinal));
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
