package io.zoetrope.testing.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.testing.clips.Clip;
import io.zoetrope.testing.clips.Shot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleClipsTest {
    @TempDir Path folder;

    @Test
    void aRedCarAtNightIsAmongThemAndASecondCallMakesNothing() throws Exception {
        List<Clip> clips = SampleClips.in(folder);
        assertThat(clips)
                .hasSizeBetween(6, 8)
                .allSatisfy(
                        clip -> assertThat(clip.durationUs()).isBetween(8_000_000L, 15_000_000L));
        assertThat(clips.get(0).shots().get(0).name()).isEqualTo("a red car at night");
        List<FileTime> written = times(clips);
        List<Clip> again = SampleClips.in(folder);
        assertThat(times(again)).isEqualTo(written);
        assertThat(captions(again)).isEqualTo(captions(clips));
    }

    private static List<FileTime> times(List<Clip> clips) throws Exception {
        List<FileTime> times = new ArrayList<>();
        for (Clip clip : clips) {
            times.add(Files.getLastModifiedTime(clip.file()));
        }
        return times;
    }

    private static List<String> captions(List<Clip> clips) {
        return clips.stream().flatMap(clip -> clip.shots().stream()).map(Shot::name).toList();
    }
}
