package io.zoetrope.media.ffmpeg.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PicturesBesideTest {
    private static final int MOST = PicturesBeside.MOST_WAITING;

    private final AVFrame frame = av_frame_alloc();

    @AfterEach
    void free() {
        av_frame_free(frame);
    }

    @ParameterizedTest
    @CsvSource({"1920, 1080, 4", "3840, 2160, 4", "4096, 2160, 3", "7680, 4320, 1"})
    void whoGivesPicturesIsAFewAheadAndNoMore(int width, int height, int most)
            throws RejectedInput {
        int pictures = 50;
        List<CountDownLatch> given =
                IntStream.range(0, pictures).mapToObj(i -> new CountDownLatch(1)).toList();
        AtomicInteger taken = new AtomicInteger();
        try (PicturesBeside beside =
                new PicturesBeside(
                        "ahead",
                        (picture, ticks) -> {
                            // The picture that does not fit any more has been begun with.
                            await(given.get(Math.min((int) ticks + most, pictures - 1)));
                            taken.incrementAndGet();
                        })) {
            for (int i = 0; i < pictures; i++) {
                given.get(i).countDown();
                beside.add(picture(i).width(width).height(height), i);
                assertThat(taken.get()).isBetween(i + 1 - most, i + 1);
            }
            beside.await();
        }
        assertThat(taken).hasValue(pictures);
    }

    @Test
    void picturesAreTakenInOrderWithThePixelsThatTheyWereGivenWith() throws RejectedInput {
        List<Long> times = new ArrayList<>();
        List<Integer> pixels = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try (PicturesBeside beside =
                new PicturesBeside(
                        "order",
                        (picture, ticks) -> {
                            times.add(ticks);
                            pixels.add((int) picture.data(0).get());
                            threads.add(Thread.currentThread());
                        })) {
            for (int i = 0; i < 20; i++) {
                beside.add(picture(i), i * 10L);
            }
            beside.await();
        }
        assertThat(times).isEqualTo(LongStream.range(0, 20).map(i -> i * 10).boxed().toList());
        assertThat(pixels).isEqualTo(IntStream.range(0, 20).boxed().toList());
        assertThat(threads).containsOnly(threads.get(0)).doesNotContain(Thread.currentThread());
    }

    @Test
    void whatTheStepRefusesReachesWhoGaveItAndNoPictureFollows() {
        RejectedInput refused = new RejectedInput(Reason.ENCODING_FAILED, "not that one");
        List<Long> times = new ArrayList<>();
        try (PicturesBeside beside =
                new PicturesBeside(
                        "refused",
                        (picture, ticks) -> {
                            times.add(ticks);
                            if (ticks == 2) {
                                throw refused;
                            }
                        })) {
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < MOST + 3; i++) {
                                    beside.add(picture(i), i);
                                }
                            })
                    .isSameAs(refused);
        }
        assertThat(times).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aStepThatBreaksIsNotTakenForDone() throws RejectedInput {
        try (PicturesBeside beside =
                new PicturesBeside(
                        "broken",
                        (picture, ticks) -> {
                            throw new IllegalStateException("broken");
                        })) {
            beside.add(picture(0), 0);
            assertThatThrownBy(beside::await)
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseMessage("broken");
        }
    }

    @Test
    void nothingIsAtWorkOnceItIsClosed() throws RejectedInput {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        AtomicInteger taken = new AtomicInteger();
        PicturesBeside beside =
                new PicturesBeside(
                        "closed",
                        (picture, ticks) -> {
                            begun.countDown();
                            await(closing);
                            taken.incrementAndGet();
                        });
        for (int i = 0; i < MOST; i++) {
            beside.add(picture(i), i);
        }
        await(begun);
        closing.countDown();
        beside.close();
        int atClose = taken.get();
        assertThat(atClose).isBetween(1, MOST);
        beside.close();
        assertThat(taken).hasValue(atClose);
    }

    /** The one frame, as a decoder gives it: with other pixels, in other memory. */
    private AVFrame picture(int value) {
        av_frame_unref(frame);
        frame.width(1).height(1).format(AV_PIX_FMT_GRAY8);
        assertThat(av_frame_get_buffer(frame, 0)).isZero();
        frame.data(0).put((byte) value);
        return frame;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
