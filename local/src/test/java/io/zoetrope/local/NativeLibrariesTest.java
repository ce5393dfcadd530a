package io.zoetrope.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.local.commandline.UsageProblem;
import org.junit.jupiter.api.Test;

class NativeLibrariesTest {
    @Test
    void thisBuildsOwnAreHere() {
        assertThatCode(NativeLibraries::check).doesNotThrowAnyException();
    }

    @Test
    void thoseOfAnotherPlatformAreNamed() {
        assertThatThrownBy(() -> NativeLibraries.check("plan9-mips"))
                .isInstanceOf(UsageProblem.class)
                .hasMessageContaining("FFmpeg's libraries for plan9-mips are not here")
                .hasMessageContaining("-Djavacpp.platform=plan9-mips");
    }
}
