package io.zoetrope.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.options.QueryOption;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page asks by the models that the job looks and hears with. */
class PageTest {
    @ParameterizedTest
    @CsvSource({
        "zoetrope-clip, auto, zoetrope-audio",
        "clip-vit-b32, auto, none",
        "zoetrope-clip, '', none",
        "clip-vit-b32, some-audio, some-audio"
    })
    void soundsAreAskedByWhatHearsThem(String encoder, String audio, String asked) {
        assertThat(Page.asking(models(encoder, "", audio)))
                .containsEntry(QueryOption.ENCODER, encoder)
                .containsEntry(QueryOption.SOUNDS, asked);
    }

    @ParameterizedTest
    @CsvSource({"d, '', d", "d, looks, looks", "'', '', none"})
    void objectsAreAskedByWhatMadeTheirVectors(String detector, String appearance, String asked) {
        LocalModels models =
                new LocalModels("zoetrope-clip", detector, appearance, "", "", "id", List.of());
        assertThat(Page.asking(models)).containsEntry(QueryOption.APPEARANCE, asked);
    }

    private static LocalModels models(String encoder, String detector, String audio) {
        return new LocalModels(encoder, detector, "", audio, "", "id", List.of());
    }
}
