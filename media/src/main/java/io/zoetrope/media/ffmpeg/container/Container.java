package io.zoetrope.media.ffmpeg.container;

import java.util.Optional;

/** Containers that are read; every other format FFmpeg knows (playlists above all) is refused. */
public enum Container {
    MP4("mov,mp4,m4a,3gp,3g2,mj2", false, true),
    MATROSKA("matroska,webm", false, true),
    AVI("avi", false, false),
    FLV("flv", false, false),
    ASF("asf", false, false),
    OGG("ogg", false, false),
    MP3("mp3", false, false),
    WAV("wav", false, false),
    FLAC("flac", false, false),
    ADTS("aac", false, false),
    AIFF("aiff", false, false),
    TRANSPORT_STREAM("mpegts", true, false),
    PROGRAM_STREAM("mpeg", true, false);

    private final String demuxer;
    private final boolean soughtByByte;
    private final boolean playedByBrowsers;

    Container(String demuxer, boolean soughtByByte, boolean playedByBrowsers) {
        this.demuxer = demuxer;
        this.soughtByByte = soughtByByte;
        this.playedByBrowsers = playedByBrowsers;
    }

    /** FFmpeg's name of the demuxer. */
    public String demuxer() {
        return demuxer;
    }

    /** It has no index: seeking by time lands anywhere, by byte exactly. */
    public boolean soughtByByte() {
        return soughtByByte;
    }

    /** Whether browsers play it, so that its clock is the one that they show. */
    public boolean playedByBrowsers() {
        return playedByBrowsers;
    }

    public static Optional<Container> ofDemuxer(String name) {
        for (Container container : values()) {
            if (container.demuxer.equals(name)) {
                return Optional.of(container);
            }
        }
        return Optional.empty();
    }
}
