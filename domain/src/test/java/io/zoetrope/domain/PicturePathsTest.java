package io.zoetrope.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The job and the query service may run under different locales and must agree on paths. */
class PicturePathsTest {
    private final Locale before = Locale.getDefault();

    @BeforeEach
    void speakArabic() {
        Locale.setDefault(new Locale("ar", "EG"));
        assertThat(String.format("%d", 1)).as("a locale with digits of its own").isNotEqualTo("1");
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    @Test
    void aPicturesPathIsTheSameUnderEveryLocale() {
        assertThat(Thumbnail.pathOf("clip", 4_321_000)).isEqualTo("keyframes/clip/0000004321.jpg");
    }
}
