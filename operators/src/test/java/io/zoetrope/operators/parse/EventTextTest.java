package io.zoetrope.operators.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.RejectedInput;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTextTest {
    private static final String JSON = "{\"uri\":\"file:///ü😀.mp4\"}";

    @Test
    void takesUtf8WithAndWithoutAByteOrderMark() throws RejectedInput {
        assertThat(EventText.decode(JSON.getBytes(UTF_8))).isEqualTo(JSON);
        assertThat(EventText.decode(("\uFEFF" + JSON).getBytes(UTF_8))).isEqualTo(JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
    void namesWiderEncodings(String charset) {
        assertRefused(JSON.getBytes(Charset.forName(charset)), "UTF-16 or UTF-32; send UTF-8");
    }

    @ParameterizedTest
    @CsvSource({"42, 0000002A", "0, 00000000", "123, 0000007B", "4294967295, FFFFFFFF"})
    void namesARegistrysFraming(String id, String hex) {
        byte[] framed = Arrays.copyOf(HexFormat.of().parseHex("00" + hex), 5 + JSON.length());
        System.arraycopy(JSON.getBytes(UTF_8), 0, framed, 5, JSON.length());

        assertRefused(framed, "(a zero byte and schema id " + id + "). Produce plain JSON");
    }

    @Test
    void namesOtherFormats() {
        byte[] glue = new byte[40];
        glue[0] = 3;
        assertRefused(glue, "AWS Glue");
        assertRefused(new byte[] {0x1F, (byte) 0x8B, 8, 0, 0}, "gzip");
    }

    @ParameterizedTest
    @CsvSource({
        "7B22FF22, 2", // Latin-1
        "7B22C080, 2", // a NUL in two bytes
        "7B22EDA080, 2", // half of a surrogate pair
        "7B22F0908080F4, 6", // the end is missing
        "7B22F5808080, 2", // beyond Unicode
        "FF, 0",
    })
    void saysWhereItIsNotUtf8(String hex, int at) {
        assertRefused(HexFormat.of().parseHex(hex), "not UTF-8 from byte " + at + " on");
    }

    private static void assertRefused(byte[] value, String says) {
        RejectedInput rejection = TestingMessages.rejection(value);

        assertThat(rejection).hasMessageContaining(says);
        assertThat(rejection.reason()).isEqualTo("bad_json");
    }
}
