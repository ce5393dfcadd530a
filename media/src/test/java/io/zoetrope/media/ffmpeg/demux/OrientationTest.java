package io.zoetrope.media.ffmpeg.demux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {
    private static final int ONE = 1 << 16;

    /** A stored picture of three columns and two rows: abc over def. */
    @ParameterizedTest
    @CsvSource({
        "1,0,0,1,   0, 3, abcdef",
        "0,1,-1,0,  90, 2, daebfc",
        "-1,0,0,-1, 180, 3, fedcba",
        "0,-1,1,0,  270, 2, cfbead",
        "-1,0,0,1,  0, 3, cbafed",
        "1,0,0,-1,  180, 3, defabc",
    })
    void turns(int a, int b, int c, int d, int degrees, int width, String displayed) {
        int[] matrix = {a * ONE, b * ONE, 0, c * ONE, d * ONE, 0, 0, 0, 1 << 30};
        Orientation orientation = Orientation.ofMatrix(matrix);
        assertThat(orientation.clockwiseDegrees()).isEqualTo(degrees);
        byte[] turned = orientation.apply(rgb("abcdef"), width, 6 / width);
        assertThat(turned).isEqualTo(rgb(displayed));
    }

    private static byte[] rgb(String letters) {
        byte[] bytes = new byte[letters.length() * 3];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) letters.charAt(i / 3);
        }
        return bytes;
    }
}
