package io.zoetrope.operators.observe.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.VideoRef;
import io.zoetrope.media.FramePicture;
import io.zoetrope.operators.decode.DecodedFrame;
import io.zoetrope.operators.decode.DecodedSegment;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.Stretch;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.SeenMotion;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenCameraTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;

    private final SeenCamera camera = new SeenCamera();

    @Test
    void goesOnFromPartToPartOfASegment() {
        List<SeenMotion> first = camera.follow(part("v", 0, 0, frame(0), frame(8)));
        List<SeenMotion> second = camera.follow(part("v", 0, 1, frame(20), frame(20)));

        assertThat(first.get(0)).isEqualTo(SeenMotion.UNKNOWN);
        assertThat(first.get(1).dx()).isBetween(.022f, .028f);
        assertThat(second.get(0).dx()).isBetween(.034f, .041f);
        assertThat(second.get(1).dx()).isBetween(-.002f, .002f);
    }

    @Test
    void knowsNothingOfWhatWasDecodedElsewhere() {
        camera.follow(part("v", 0, 0, frame(0)));
        assertThat(camera.follow(part("w", 0, 1, frame(8)))).containsExactly(SeenMotion.UNKNOWN);
        assertThat(camera.follow(part("w", 1, 0, frame(8)))).containsExactly(SeenMotion.UNKNOWN);
        assertThat(camera.follow(part("w", 1, 2, frame(8)))).containsExactly(SeenMotion.UNKNOWN);
    }

    @Test
    void passesOverFramesThatTheDetectorDoesNotSee() {
        DecodedFrame other = new DecodedFrame(0, List.of(), "");
        List<SeenMotion> seen = camera.follow(part("v", 0, 0, frame(0), other, frame(8)));

        assertThat(seen.get(1)).isEqualTo(SeenMotion.UNKNOWN);
        assertThat(seen.get(2).dx()).isBetween(.022f, .028f);
    }

    private static DecodedSegment part(String video, int index, int part, DecodedFrame... frames) {
        VideoRef ref = new VideoRef(video, "tenant", "", "file:/" + video, "v1");
        Stretch stretch = Stretch.of(0, 10_000_000);
        Segment segment = Segment.of(ref, 1, index, stretch).sized(WIDTH, HEIGHT);
        return DecodedSegment.last(segment, part, List.of(frames), 9_000_000);
    }

    /** Waves that went some pixels to the right. */
    private static DecodedFrame frame(int shift) {
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < rgb.length; i++) {
            double x = i / 3 % WIDTH - shift;
            double y = i / 3 / WIDTH;
            double light =
                    Math.sin(x / 7 + y / 11)
                            + Math.sin(x / 17 - y / 9)
                            + Math.sin(y / 6 + x / 41)
                            + Math.sin((x * y) / 900);
            rgb[i] = (byte) (128 + 30 * light);
        }
        List<String> detector = List.of(Analysers.OBJECTS);
        return new DecodedFrame(
                0, List.of(new FramePicture(detector, true, WIDTH, HEIGHT, rgb)), "");
    }
}
