package io.zoetrope.media.ffmpeg.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import io.zoetrope.media.ffmpeg.demux.Orientation;
import io.zoetrope.media.playback.PictureSize;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;

class PictureFiltersTest {
    static {
        Ffmpeg.load();
    }

    @Test
    void aPictureThatIsNotTakenIsSaid() throws Exception {
        PictureSize size = PictureSize.of("360p", 64, 48);
        FilterText text =
                new FilterText(
                        Orientation.UPRIGHT, List.of(size, size), false, AVCOL_SPC_SMPTE170M);
        AVFrame frame = Ffmpeg.allocated(av_frame_alloc());
        frame.width(64).height(48).format(AV_PIX_FMT_YUV420P);
        Ffmpeg.require(av_frame_get_buffer(frame, 0), "hold a picture");
        List<Integer> taken = new ArrayList<>();
        try (PictureFilters filters = PictureFilters.open(frame, text)) {
            filters.push(frame, (rendition, picture) -> taken.add(rendition));
            filters.push(null, (rendition, picture) -> taken.add(rendition));
            assertThat(taken).containsExactly(0, 1);
            // Nothing is taken behind the end.
            assertThatThrownBy(() -> filters.push(frame, (rendition, picture) -> taken.add(-1)))
                    .isInstanceOfSatisfying(
                            RejectedInput.class,
                            e -> assertThat(e.reason()).isEqualTo("encoding_failed"));
            assertThat(taken).hasSize(2);
        } finally {
            av_frame_free(frame);
        }
    }
}
