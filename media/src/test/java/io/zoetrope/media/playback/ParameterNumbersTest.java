package io.zoetrope.media.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterNumbersTest {
    private static final byte[] FIRST =
            sets("67 010000101100000000011110 1 01101", "68 1 1 0 11", "68 010 1 0 11");

    /** Bits behind the first byte; the last one that is set ends the unit. */
    @ParameterizedTest
    @CsvSource({
        "67 010000101100000000011110 1 01101, 67 010000101100000000011110 010 01101",
        "68 1 1 0 1101, 68 011 010 0 1101",
        // The first macroblock is 5 (00110), the type of the slice 7 (0001000).
        "65 00110 0001000 1 110101, 65 00110 0001000 011 110101",
        "41 1 00110 1 01, 41 1 00110 011 01",
        // What names no parameter set.
        "06 0000010100000001, 06 0000010100000001",
        "09 1111, 09 1111",
    })
    void unitsAreNumberedAnew(String unit, String expected) {
        assertThat(HexFormat.of().formatHex(new ParameterNumbers(1, 2).in(unit(unit))))
                .isEqualTo(HexFormat.of().formatHex(unit(expected)));
    }

    /** Three bytes that could be taken for a start code do not stand in a unit. */
    @Test
    void noUnitHasAStartCodeInIt() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            StringBuilder bits = new StringBuilder("1 1 1 ");
            for (int bit = 0; bit < 200; bit++) {
                // Mostly zeros.
                bits.append(random.nextInt(12) == 0 ? '1' : '0');
            }
            byte[] unit = new ParameterNumbers(0, 0).in(unit("65 " + bits + " 1"));
            byte[] other = new ParameterNumbers(0, random.nextInt(256)).in(unit);
            assertThat(HexFormat.of().formatHex(other)).doesNotMatch("(..)*00000[0-2].*");
            assertThat(new ParameterNumbers(0, 0).in(other)).isEqualTo(unit);
        }
    }

    @Test
    void theLowestThatAreFreeAreTaken() {
        assertThat(ParameterNumbers.beside(FIRST)).isEqualTo(new ParameterNumbers(1, 2));
        assertThat(ParameterNumbers.beside(new byte[0])).isEqualTo(new ParameterNumbers(0, 0));
    }

    @Test
    void otherCodingsAreRefused() {
        ParameterNumbers numbers = new ParameterNumbers(1, 1);
        // Arithmetic coding begins at a byte.
        assertThatThrownBy(() -> numbers.in(unit("68 1 1 1 1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> numbers.in(new byte[] {0x65}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> numbers.in(new byte[] {0x65, 0, 0, 0, 0, 0, 1}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bothCodingsStandInOneDescription() {
        byte[] second = sets("67 010011010100000000101000 1 1", "68 1 1 0 1");
        JoinedCoding joined = JoinedCoding.of(FIRST, second);
        // Main is the higher profile; both are said to hold to the second constraint; level 4.
        assertThat(HexFormat.of().formatHex(joined.description()))
                .isEqualTo(
                        "014d4028ffe2"
                                + sized("67 010000101100000000011110 1 01101")
                                + sized("67 010011010100000000101000 010 1")
                                + "03"
                                + sized("68 1 1 0 11")
                                + sized("68 010 1 0 11")
                                + sized("68 011 010 0 1"));
        byte[] high = sets("67 011001000000000000101000 1 1", "68 1 1 0 1");
        assertThat(HexFormat.of().formatHex(JoinedCoding.of(FIRST, high).description()))
                .startsWith("01640028")
                .endsWith("fdf8f800");
        byte[] tenBits = sets("67 011011100000000000101000 1 1", "68 1 1 0 1");
        assertThatThrownBy(() -> JoinedCoding.of(FIRST, tenBits))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JoinedCoding.of(FIRST, FIRST))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String sized(String unit) {
        byte[] bytes = unit(unit);
        return HexFormat.of().toHexDigits((short) bytes.length) + HexFormat.of().formatHex(bytes);
    }

    private static byte[] sets(String... units) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String unit : units) {
            out.writeBytes(AnnexB.START);
            out.writeBytes(unit(unit));
        }
        return out.toByteArray();
    }

    /** A byte in hexadecimal digits, then bits. */
    private static byte[] unit(String text) {
        String bits = text.substring(2).replace(" ", "");
        byte[] unit = new byte[1 + (bits.length() + 7) / 8];
        unit[0] = (byte) Integer.parseInt(text.substring(0, 2), 16);
        for (int i = 0; i < bits.length(); i++) {
            unit[1 + i / 8] |= (byte) ((bits.charAt(i) - '0') << 7 - i % 8);
        }
        return unit;
    }
}
