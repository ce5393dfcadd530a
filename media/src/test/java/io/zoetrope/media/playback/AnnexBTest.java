package io.zoetrope.media.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnexBTest {
    /** With {@code avcC}: High, lengths in two bytes, a set 6742 and a set 68ce. */
    private static final String HEAD =
            "0000"
                    + "61766343"
                    + "0164001f"
                    + "fd"
                    + "e1"
                    + "0002"
                    + "6742"
                    + "01"
                    + "0002"
                    + "68ce";

    private static final String SETS = "00000001" + "6742" + "00000001" + "68ce";

    private static final AvcConfiguration CODING = AvcConfiguration.of(bytes(HEAD));

    @Test
    void theSetsAreThoseOfTheConfiguration() {
        assertThat(CODING.lengthBytes()).isEqualTo(2);
        assertThat(hex(CODING.parameterSets())).isEqualTo(SETS);
    }

    @ParameterizedTest
    @CsvSource({"6176634301", "00006176634301640000fde100ff67", "00"})
    void whatIsNoneIsRefused(String head) {
        assertThatIllegalArgumentException().isThrownBy(() -> AvcConfiguration.of(bytes(head)));
    }

    @ParameterizedTest
    @CsvSource({
        // A picture that is none of the first: nothing before it.
        "false, 0002419a, 00000001419a",
        "true, 00026588, 00000001674200000001 68ce000000016588",
        // A delimiter stays the first.
        "true, 000209f000026588, 0000000109f0 00000001674200000001 68ce 000000016588",
        // What is behind a length that is too long is left out.
        "false, 0002419affff41, 00000001419a",
        // An empty unit is passed over, and what follows is there.
        "false, 0002419a0000, 00000001419a",
        "false, 0002419a00000002419b, 00000001419a 00000001419b",
        "true, 000000026588, 0000000167420000000168ce 000000016588",
        "false, 00, ''",
    })
    void startsTakeThePlaceOfLengths(boolean key, String picture, String marked) {
        assertThat(hex(AnnexB.withStarts(bytes(picture), CODING, key)))
                .isEqualTo(marked.replace(" ", ""));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
