package io.zoetrope.media.ffmpeg.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_PROGRESSIVE;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_FCC;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE240M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;

import io.zoetrope.media.ffmpeg.demux.Orientation;
import io.zoetrope.media.ffmpeg.demux.VideoTrack;
import io.zoetrope.media.playback.PictureSize;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * What is done to pictures before they are encoded, in the words of FFmpeg's filters: lines that
 * were taken at two times are brought together, then for each rendition scaled, turned upright, and
 * brought to 8 bits of BT.709 or BT.601. HDR is toned down: browsers' pages are not HDR.
 *
 * @param interlaced whether pictures may consist of two fields
 * @param matrix FFmpeg's number of the matrix that all renditions have
 */
public record FilterText(
        Orientation orientation, List<PictureSize> sizes, boolean interlaced, int matrix) {
    static final String SOURCE = "buffer@in";

    /** From this height on, video that does not say is taken for BT.709, below for BT.601. */
    private static final int HD_HEIGHT = 720;

    private static final Set<Integer> SD =
            Set.of(AVCOL_SPC_FCC, AVCOL_SPC_BT470BG, AVCOL_SPC_SMPTE170M, AVCOL_SPC_SMPTE240M);
    private static final Set<Integer> HD =
            Set.of(AVCOL_SPC_BT709, AVCOL_SPC_BT2020_NCL, AVCOL_SPC_BT2020_CL);

    /** Light of 203 cd/m² is white (ITU-R BT.2408), and what is brighter than 1,000 is cut. */
    private static final String TONE =
            ",zscale=transferin=%s:matrixin=2020_ncl:primariesin=2020:rangein=limited"
                    + ":transfer=linear:npl=203,format=gbrpf32le,zscale=primaries=709"
                    + ",tonemap=tonemap=mobius:desat=0:peak=4.93"
                    + ",zscale=transfer=709:matrix=709:range=limited";

    /**
     * What filters are made for.
     *
     * @param format FFmpeg's number of the pixels' format
     */
    public record Form(int width, int height, int format, int colour, int range, int transfer) {
        public static Form of(AVFrame frame) {
            int said = frame.colorspace();
            boolean known = SD.contains(said) || HD.contains(said);
            return new Form(
                    frame.width(),
                    frame.height(),
                    frame.format(),
                    known ? said : AVCOL_SPC_UNSPECIFIED,
                    frame.color_range(),
                    frame.color_trc());
        }
    }

    /**
     * @param codec of the source
     */
    public static FilterText of(
            VideoTrack track, AVCodecParameters codec, List<PictureSize> sizes) {
        int said = codec.color_space();
        boolean small = track.height() < HD_HEIGHT && !HD.contains(said);
        int matrix = small || SD.contains(said) ? AVCOL_SPC_SMPTE170M : AVCOL_SPC_BT709;
        return new FilterText(
                track.orientation(), sizes, codec.field_order() > AV_FIELD_PROGRESSIVE, matrix);
    }

    static String sink(int rendition) {
        return "buffersink@out" + rendition;
    }

    public int renditions() {
        return sizes.size();
    }

    public String of(Form form) {
        StringBuilder text = new StringBuilder();
        text.append(SOURCE).append("=video_size=").append(form.width()).append('x');
        text.append(form.height()).append(":pix_fmt=").append(form.format());
        text.append(":time_base=1/1000:pixel_aspect=1/1:colorspace=").append(form.colour());
        text.append(":range=").append(form.range());
        if (interlaced) {
            text.append(",bwdif=mode=send_frame:parity=auto:deint=interlaced");
        }
        text.append(",split=").append(sizes.size());
        for (int i = 0; i < sizes.size(); i++) {
            text.append("[a").append(i).append(']');
        }
        for (int i = 0; i < sizes.size(); i++) {
            text.append(";[a").append(i).append(']');
            append(text, form, sizes.get(i));
            text.append(',').append(sink(i));
        }
        return text.toString();
    }

    private void append(StringBuilder text, Form form, PictureSize size) {
        int width = orientation.swapAxes() ? size.height() : size.width();
        int height = orientation.swapAxes() ? size.width() : size.height();
        text.append("scale=w=").append(width).append(":h=").append(height);
        text.append(":flags=bicubic+accurate_rnd+full_chroma_int");
        String tone = tone(form.transfer());
        if (tone == null) {
            String to = matrix == AVCOL_SPC_BT709 ? "bt709" : "smpte170m";
            String from = form.colour() == AVCOL_SPC_UNSPECIFIED ? to : "auto";
            text.append(":in_color_matrix=").append(from);
            text.append(":out_color_matrix=").append(to).append(":out_range=tv");
        } else {
            text.append(String.format(Locale.ROOT, TONE, tone));
        }
        text.append(",format=yuv420p");
        text.append(orientation.swapAxes() ? ",transpose=dir=cclock_flip" : "");
        text.append(orientation.flipX() ? ",hflip" : "");
        text.append(orientation.flipY() ? ",vflip" : "");
        text.append(",setsar=1");
    }

    /**
     * @return zscale's name of a transfer function that is toned down; null if it is none
     */
    private static String tone(int transfer) {
        return transfer == AVCOL_TRC_SMPTE2084
                ? "smpte2084"
                : transfer == AVCOL_TRC_ARIB_STD_B67 ? "arib-std-b67" : null;
    }
}
