package io.zoetrope.query.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.media.playback.FragmentHead;
import io.zoetrope.media.playback.Sample;
import io.zoetrope.query.http.content.BytesContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored fragments whose pictures are shown in another order than they are decoded in. */
class PlainFragmentTest {
    private static final byte[] PICTURES = new byte[60];

    static {
        Arrays.fill(PICTURES, (byte) 7);
    }

    private static byte[] fragment(long startTicks, int... shownLater) {
        List<Sample> samples =
                Arrays.stream(shownLater)
                        .mapToObj(later -> new Sample(20, 100, later, later == shownLater[0]))
                        .toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(FragmentHead.of(3, startTicks, samples));
        out.writeBytes(PICTURES);
        return out.toByteArray();
    }

    private static byte[] read(byte[] stored, long from) throws IOException {
        PlainFragment fragment = new PlainFragment(new BytesContent(stored));
        assertThat(fragment.size()).isEqualTo(stored.length);
        try (InputStream in = fragment.open(from)) {
            return in.readAllBytes();
        }
    }

    /** Shown at 1000, 1200 and 1100: decoding goes 100 ahead. */
    @Test
    void decodingGoesAheadOfShowing() throws IOException {
        byte[] stored = fragment(1000, 0, 100, -100);
        byte[] wanted = fragment(900, 100, 200, 0);
        for (int from = 0; from <= stored.length; from++) {
            assertThat(read(stored, from))
                    .isEqualTo(Arrays.copyOfRange(wanted, from, wanted.length));
        }
    }

    @Test
    void whatIsDecodedInOrderStays() throws IOException {
        byte[] stored = fragment(1000, 0, 0, 0);
        assertThat(read(stored, 0)).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0\0\0\1free", "\177\177\177\177moof", "\0\0\0\20moof\0\0\0\10traf"})
    void whatIsNoFragmentIsAFailure(String stored) {
        assertThatThrownBy(
                        () ->
                                read(
                                        stored.getBytes(
                                                java.nio.charset.StandardCharsets.ISO_8859_1),
                                        0))
                .isInstanceOf(IOException.class);
    }
}
