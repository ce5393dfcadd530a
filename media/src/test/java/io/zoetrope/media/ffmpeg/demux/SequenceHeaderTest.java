package io.zoetrope.media.ffmpeg.demux;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Rational;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceHeaderTest {
    private static final String ONE = "1";
    private static final String TWO = "010";
    private static final String SCALED = "1";

    /** An avcC with one set of such bits behind its profile and level, ended as sets are. */
    private static byte[] sets(int profile, String bits) {
        String all = bits + "1";
        ByteArrayOutputStream set = new ByteArrayOutputStream();
        set.writeBytes(new byte[] {0x67, (byte) profile, 0, 31});
        for (int from = 0; from < all.length(); from += 8) {
            String eight = (all + "0000000").substring(from, from + 8);
            set.write(Integer.parseInt(eight, 2));
        }
        ByteArrayOutputStream box = new ByteArrayOutputStream();
        box.writeBytes(new byte[] {1, (byte) profile, 0, 31, (byte) 0xff, (byte) 0xe1});
        box.write(set.size() >> 8);
        box.write(set.size());
        box.writeBytes(set.toByteArray());
        return box.toByteArray();
    }

    /** Id, frame numbers, order 2, references, no gaps, width, height. */
    private static final String PLAIN = ONE + ONE + "011" + TWO + "0" + "00100" + "00110";

    /** Whole pictures, and how they are predicted. */
    private static final String WHOLE = "1" + "1";

    private static final String UNCUT = "0";
    private static final String NO_USABILITY = "0";

    private static Coding container(int width, int height) {
        return new Coding(
                width,
                height,
                -1,
                Rational.UNKNOWN,
                Rational.UNKNOWN,
                0,
                0,
                0,
                1,
                new Coding.Colours(0, 2, 2, 2, 0));
    }

    private static Coding said(byte[] sets, int width, int height) {
        byte[] set = SequenceHeader.only(sets);
        return set == null ? null : SequenceHeader.over(set, container(width, height));
    }

    @ParameterizedTest
    @CsvSource({"66, 1, true", "66, 0, false", "77, 1, true", "77, 0, false"})
    void aProfileWithoutMoreTellsOfFields(int profile, String whole, boolean plain) {
        String bits = PLAIN + whole + "1" + UNCUT + NO_USABILITY;
        assertThat(said(sets(profile, bits), 64, 96) != null).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "0, false"})
    void ofAHighProfileToo(String whole, boolean plain) {
        String rest = PLAIN.substring(1) + whole + "1" + UNCUT + NO_USABILITY;
        assertThat(said(sets(100, ONE + TWO + ONE + ONE + "0" + "0" + rest), 64, 96) != null)
                .isEqualTo(plain);
        assertThat(said(sets(100, ONE + TWO + ONE + ONE + "0" + SCALED + rest), 64, 96))
                .as("lists of scaling are not read")
                .isNull();
        assertThat(said(sets(100, ONE + "011" + ONE + ONE + "0" + "0" + rest), 64, 96))
                .as("colours at the full height")
                .isNull();
        assertThat(said(sets(100, ONE + TWO + TWO + TWO + "0" + "0" + rest), 64, 96))
                .as("nine bits")
                .isNull();
    }

    @Test
    void whatTheSetLeavesOpenIsTheContainers() {
        Coding container = container(64, 96);
        assertThat(said(sets(66, PLAIN + WHOLE + UNCUT + NO_USABILITY), 64, 96))
                .isEqualTo(
                        new Coding(
                                64,
                                96,
                                0,
                                Rational.UNKNOWN,
                                Rational.UNKNOWN,
                                66,
                                31,
                                8,
                                1,
                                container.colours()));
    }

    /** As encoders without a restriction leave it: FFmpeg learns of the delay from pictures. */
    @ParameterizedTest
    @CsvSource({"66, true", "77, false"})
    void picturesThatMayBeReorderedAreToldByASetThatSaysHowFar(int profile, boolean told) {
        String reordered = ONE + ONE + ONE + ONE + TWO + "0" + "00100" + "00110";
        String open = reordered + WHOLE + UNCUT + NO_USABILITY;
        assertThat(said(sets(profile, open), 64, 96) != null).isEqualTo(told);
        String restricted = "1" + "0".repeat(8) + "1" + "1" + ONE + ONE + ONE + ONE + TWO + TWO;
        assertThat(said(sets(profile, reordered + WHOLE + UNCUT + restricted), 64, 96)).isNotNull();
    }

    @Test
    void theSetSaysMoreThanTheContainer() {
        // Two columns and four rows are cut off.
        String cut = "1" + ONE + TWO + TWO + TWO;
        String aspect = "1" + "11111111" + "0000000000000100" + "0000000000000110";
        String overscan = "0";
        String colours = "1" + "101" + "1" + "1" + "00000001" + "00000110" + "00000111";
        String chroma = "1" + "011" + "011";
        String rate = "1" + bits(1001) + bits(60_000) + "1";
        String buffers = "1" + ONE + "00000000" + TWO + TWO + "1" + "0".repeat(20);
        String restricted = "1" + "1" + ONE + ONE + ONE + ONE + "011" + "011";
        String usability =
                "1"
                        + aspect
                        + overscan
                        + colours
                        + chroma
                        + rate
                        + buffers
                        + "0"
                        + "0"
                        + "0"
                        + restricted;
        assertThat(said(sets(66, PLAIN + WHOLE + cut + usability), 62, 92))
                .isEqualTo(
                        new Coding(
                                62,
                                92,
                                12,
                                new Rational(2, 3),
                                new Rational(30_000, 1001),
                                66,
                                31,
                                8,
                                2,
                                new Coding.Colours(2, 1, 6, 7, 3)));
        assertThat(said(sets(66, PLAIN + WHOLE + cut + usability), 64, 96))
                .as("the container says another size")
                .isNull();
    }

    private static String bits(int number) {
        return "0".repeat(Integer.numberOfLeadingZeros(number)) + Integer.toBinaryString(number);
    }

    @Test
    void anythingElseIsNot() {
        byte[] good = sets(66, PLAIN + WHOLE + UNCUT + NO_USABILITY);
        assertThat(SequenceHeader.only(new byte[0])).isNull();
        for (int length = 0; length < good.length - 1; length++) {
            assertThat(said(Arrays.copyOf(good, length), 64, 96)).isNull();
        }
        byte[] shortLengths = good.clone();
        shortLengths[4] = (byte) 0xfd;
        assertThat(said(shortLengths, 64, 96)).isNull();
        byte[] twoSets = good.clone();
        twoSets[5] = (byte) 0xe2;
        assertThat(said(twoSets, 64, 96)).isNull();
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            said(noise, 64, 96);
            SequenceHeader.over(noise, container(64, 96));
        }
    }
}
