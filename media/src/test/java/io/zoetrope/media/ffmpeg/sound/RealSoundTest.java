package io.zoetrope.media.ffmpeg.sound;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.SoundSampling;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.SharedMedia;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first seconds of real videos' sound, if they are at hand: by key frames, to be quick. */
class RealSoundTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "androidx_bbb_2500ms.ts",
                "androidx_sample.avi",
                "androidx_sample.flv",
                "androidx_sample_edit_list.mp4",
                "androidx_sample_with_srt.mkv",
                "big_buck_bunny_0_30.webm",
                "chrome.mp4",
                "decord_video_0.mov",
                "friday.mp4",
                "toy_pig.mp4",
                "flower.webm",
            })
    void cutsDoNotShow(String name) throws Exception {
        Path folder = SharedMedia.folder("videos");
        Assumptions.assumeTrue(folder != null, "no real videos: zoetrope.shared is not set");
        Path file = folder.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), name + " is not there");

        Heard whole = heard(file, 0, 5_000_000);
        Heard sought = heard(file, 0, 1_500_000, 1_500_001, 2_900_000, 5_000_000);

        if (!whole.samples.isEmpty()) {
            assertThat(sought.places()).isEqualTo(whole.places());
        }
        assertThat(whole.report().losses().lostSound()).isZero();
    }

    private static Heard heard(Path file, long... edges) throws Exception {
        Heard heard = new Heard();
        for (int i = 0; i + 1 < edges.length; i++) {
            try (TestingFileSource source = new TestingFileSource(file);
                    VideoReader reader = Heard.open(source)) {
                ReadRequest keys =
                        Heard.pictures(edges[i], edges[i + 1], Sampling.keyFrames(1_000_000));
                heard.read(reader, keys.withSound(SoundSampling.withTail(0)).withCaptions());
            }
        }
        return heard;
    }
}
