package io.zoetrope.media;

import java.io.IOException;

/** No process was free to look into a video. It says nothing of the video or its store. */
public final class DecodersBusy extends IOException {
    private static final long serialVersionUID = 1L;

    public DecodersBusy(String detail) {
        super(detail);
    }
}
