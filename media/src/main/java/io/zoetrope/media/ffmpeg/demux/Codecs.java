package io.zoetrope.media.ffmpeg.demux;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/** Decoders that hostile bytes may reach. */
public final class Codecs {
    /** FFmpeg's names, comma-separated: video first, then sound. */
    static final String DECODERS =
            "h264,hevc,vvc,vp8,vp9,vp6,vp6f,vp6a,libdav1d,libaom-av1,av1,mpeg4,mpeg2video,mpeg1video,"
                    + "h263,h263p,h263i,flv,msmpeg4v1,msmpeg4v2,msmpeg4,wmv1,wmv2,wmv3,vc1,theora,"
                    + "prores,dnxhd,mjpeg,mjpegb,dvvideo,cfhd,ffv1,huffyuv,ffvhuff,utvideo,magicyuv,"
                    + "rawvideo,v210,qtrle,svq1,svq3,cinepak,rv30,rv40,png,"
                    + "aac,aac_latm,mp3float,mp3,mp2float,mp2,ac3,eac3,dca,truehd,opus,libopus,vorbis,"
                    + "flac,alac,wmav1,wmav2,wmapro,amrnb,amrwb,pcm_s16le,pcm_s16be,pcm_s24le,"
                    + "pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le,pcm_u8,pcm_s8,pcm_alaw,pcm_mulaw,pcm_dvd,pcm_bluray,"
                    + "adpcm_ima_wav,adpcm_ms,adpcm_swf,nellymoser,speex";

    private Codecs() {}

    /** FFmpeg's name of a coding; for one that it does not know the container's, or nothing. */
    public static String name(AVCodecParameters codec) {
        if (codec.codec_id() != AV_CODEC_ID_NONE) {
            return avcodec_get_name(codec.codec_id()).getString();
        }
        StringBuilder letters = new StringBuilder();
        for (int tag = codec.codec_tag(); tag != 0; tag >>>= Byte.SIZE) {
            char letter = (char) (tag & 0xFF);
            letters.append(letter > ' ' && letter < 127 ? letter : '?');
        }
        return letters.toString();
    }
}
