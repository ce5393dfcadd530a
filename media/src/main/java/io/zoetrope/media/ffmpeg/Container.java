package io.zoetrope.media.ffmpeg;

import java.util.Optional;

/** Containers that are read; every other format FFmpeg knows (playlists above all) is refused. */
enum Container {
    MP4("mov,mp4,m4a,3gp,3g2,mj2", false),
    MATROSKA("matroska,webm", false),
    AVI("avi", false),
    FLV("flv", false),
    ASF("asf", false),
    OGG("ogg", false),
    TRANSPORT_STREAM("mpegts", true),
    PROGRAM_STREAM("mpeg", true);

    private final String demuxer;
    private final boolean soughtByByte;

    Container(String demuxer, boolean soughtByByte) {
        this.demuxer = demuxer;
        this.soughtByByte = soughtByByte;
    }

    /** FFmpeg's name of the demuxer. */
    String demuxer() {
        return demuxer;
    }

    /** It has no index: seeking by time lands anywhere, by byte exactly. */
    boolean soughtByByte() {
        return soughtByByte;
    }

    static Optional<Container> ofDemuxer(String name) {
        for (Container container : values()) {
            if (container.demuxer.equals(name)) {
                return Optional.of(container);
            }
        }
        return Optional.empty();
    }
}
