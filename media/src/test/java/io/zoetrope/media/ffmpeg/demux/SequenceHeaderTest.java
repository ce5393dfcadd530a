package io.zoetrope.media.ffmpeg.demux;

import static org.assertj.core.api.Assertions.assertThat;

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

    @ParameterizedTest
    @CsvSource({"66, 1, true", "66, 0, false", "77, 1, true", "77, 0, false"})
    void aProfileWithoutMoreTellsOfFields(int profile, String whole, boolean isOfWholePictures) {
        assertThat(SequenceHeader.isOfWholePictures(sets(profile, PLAIN + whole)))
                .isEqualTo(isOfWholePictures);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "0, false"})
    void ofAHighProfileToo(String whole, boolean isOfWholePictures) {
        String high = ONE + TWO + ONE + ONE + "0" + "0";
        assertThat(SequenceHeader.isOfWholePictures(sets(100, high + PLAIN.substring(1) + whole)))
                .isEqualTo(isOfWholePictures);
        String scaled = ONE + TWO + ONE + ONE + "0" + SCALED;
        assertThat(SequenceHeader.isOfWholePictures(sets(100, scaled + PLAIN.substring(1) + whole)))
                .as("lists of scaling are not read")
                .isFalse();
    }

    @Test
    void anythingElseIsNot() {
        byte[] good = sets(66, PLAIN + "1");
        assertThat(SequenceHeader.isOfWholePictures(new byte[0])).isFalse();
        for (int length = 0; length < good.length - 1; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThat(SequenceHeader.isOfWholePictures(cut)).isFalse();
        }
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            SequenceHeader.isOfWholePictures(noise);
        }
    }
}
