package io.zoetrope.media.ffmpeg.encode;

import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_get_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse2;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_inout_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ffmpeg.demux.Ffmpeg;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Pointer;

/**
 * Brings pictures of one form to those of each rendition, in order and one for one; some are held
 * back until those after them came. For one thread.
 */
public final class PictureFilters implements AutoCloseable {
    /** Takes a picture of one rendition, which is used again after the call. */
    public interface Taker {
        void take(int rendition, AVFrame picture) throws RejectedInput;
    }

    private final AVFilterGraph graph;
    private final AVFilterContext source;
    private final List<AVFilterContext> sinks = new ArrayList<>();
    private final AVFrame out = Ffmpeg.allocated(av_frame_alloc());
    private final FilterText.Form form;

    private PictureFilters(AVFilterGraph graph, FilterText.Form form, int renditions) {
        this.graph = graph;
        this.form = form;
        source = avfilter_graph_get_filter(graph, FilterText.SOURCE);
        for (int i = 0; i < renditions; i++) {
            sinks.add(avfilter_graph_get_filter(graph, FilterText.sink(i)));
        }
    }

    /**
     * @return null if pictures of this form cannot be brought to another
     */
    public static PictureFilters open(AVFrame like, FilterText text) {
        AVFilterGraph graph = Ffmpeg.allocated(avfilter_graph_alloc());
        graph.nb_threads(1);
        FilterText.Form form = FilterText.Form.of(like);
        AVFilterInOut unread = new AVFilterInOut((Pointer) null);
        AVFilterInOut unwritten = new AVFilterInOut((Pointer) null);
        int made = avfilter_graph_parse2(graph, text.of(form), unread, unwritten);
        if (made >= 0) {
            made = avfilter_graph_config(graph, null);
        }
        avfilter_inout_free(unread);
        avfilter_inout_free(unwritten);
        if (made < 0) {
            avfilter_graph_free(graph);
            return null;
        }
        return new PictureFilters(graph, form, text.renditions());
    }

    /** Whether a picture is of the form that it was made for. */
    public boolean fits(AVFrame frame) {
        return form.equals(FilterText.Form.of(frame));
    }

    /**
     * @param frame stays the caller's; null after the last one
     * @throws RejectedInput {@code encoding_failed}
     */
    public void push(AVFrame frame, Taker taker) throws RejectedInput {
        require(av_buffersrc_add_frame_flags(source, frame, AV_BUFFERSRC_FLAG_KEEP_REF));
        for (int i = 0; i < sinks.size(); i++) {
            int got = av_buffersink_get_frame(sinks.get(i), out);
            while (got >= 0) {
                try {
                    taker.take(i, out);
                } finally {
                    av_frame_unref(out);
                }
                got = av_buffersink_get_frame(sinks.get(i), out);
            }
            if (got != Ffmpeg.EAGAIN && got != AVERROR_EOF) {
                require(got);
            }
        }
    }

    private void require(int code) throws RejectedInput {
        if (code < 0) {
            throw new RejectedInput(
                    Reason.ENCODING_FAILED,
                    "Pictures of %s cannot be scaled: %s.".formatted(form, Ffmpeg.message(code)));
        }
    }

    @Override
    public void close() {
        av_frame_free(out);
        avfilter_graph_free(graph);
    }
}
