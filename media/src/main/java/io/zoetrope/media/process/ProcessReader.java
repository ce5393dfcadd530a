package io.zoetrope.media.process;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.PassOutput;
import io.zoetrope.media.ReadReport;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.clips.ClipOutput;
import io.zoetrope.media.clips.ClipReport;
import io.zoetrope.media.clips.ClipRequest;
import io.zoetrope.media.playback.SegmentOutput;
import io.zoetrope.media.playback.SegmentReport;
import io.zoetrope.media.playback.SegmentRequest;
import io.zoetrope.media.process.protocol.Command;
import io.zoetrope.media.process.protocol.Kind;
import io.zoetrope.media.process.protocol.Protocol;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A video that a decoder's process has open. */
final class ProcessReader implements VideoReader {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessReader.class);

    private static final long NONE = Long.MIN_VALUE;

    /** This side minds the time: it knows whether the process, the store or the taker needs it. */
    private static final Duration NO_BOUND = Duration.ofDays(30);

    private final DecoderSlot slot;
    private final MediaSource source;
    private final Command.Open opening;
    private DecoderProcess process;
    private MediaInfo info;
    private KeyFrameIndex keyFrames;
    private long lastEndUs = NONE;
    private SourceSupply supply;
    private boolean justOpened;
    private boolean closed;

    ProcessReader(DecoderSlot slot, MediaSource source, String name, ReaderLimits limits) {
        this.slot = slot;
        this.source = source;
        this.opening = new Command.Open(name, source.size(), limits.withTimes(NO_BOUND));
    }

    void open() throws RejectedInput, IOException {
        process = slot.ready();
        justOpened = false;
        MediaInfo told = exchange(null).ask(opening, Kind.OPENED, Protocol::info);
        justOpened = true;
        // A process that takes over knows less than the one that found the key frames.
        info = keyFrames == null ? told : info;
    }

    @Override
    public MediaInfo info() {
        return info;
    }

    @Override
    public KeyFrameIndex keyFrames() throws RejectedInput, IOException {
        if (keyFrames == null) {
            Protocol.Keys keys =
                    exchange(null).ask(new Command.KeyFrames(), Kind.KEYS, Protocol::keys);
            keyFrames = keys.index();
            info = keys.info();
        }
        return keyFrames;
    }

    @Override
    public ReadReport read(ReadRequest request, PassOutput output)
            throws RejectedInput, IOException {
        renew(request.startUs());
        ReadReport report =
                exchange(new OutputTaker(request, output))
                        .ask(new Command.Read(request), Kind.REPORT, Protocol::report);
        lastEndUs = request.endUs();
        return report;
    }

    @Override
    public SegmentReport segment(SegmentRequest request, SegmentOutput output)
            throws RejectedInput, IOException {
        renew(request.startUs());
        PieceTaker taker = new PieceTaker(request, output);
        SegmentReport report =
                exchange(taker)
                        .ask(new Command.Segment(request), Kind.SEGMENT_REPORT, taker::report);
        lastEndUs = request.endUs();
        return report;
    }

    /** A range that goes on from where the decoder stands keeps the process, however worn. */
    private void renew(long startUs) throws RejectedInput, IOException {
        long standsUs = lastEndUs;
        lastEndUs = NONE;
        if (standsUs == NONE || !process.wear().isWorn()) {
            return;
        }
        if (startUs == standsUs) {
            process.wear().goOn();
        } else {
            open();
        }
    }

    @Override
    public ClipReport clip(ClipRequest request, ClipOutput output)
            throws RejectedInput, IOException {
        lastEndUs = NONE;
        ClipTaker taker = new ClipTaker(request, output);
        return exchange(taker).ask(new Command.Clip(request), Kind.CLIP_REPORT, taker::report);
    }

    /** What follows the opening shares its time: together they are one attempt at a video. */
    private Exchange exchange(Taker output) {
        if (!justOpened) {
            supply = new SourceSupply(source, slot.settings().deadline());
            process.allow(slot.settings().deadline());
        }
        justOpened = false;
        return new Exchange(process, supply, output);
    }

    /** The video is closed, the process is kept for the next. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        justOpened = false;
        if (process == null) {
            return;
        }
        if (!process.isAlive()) {
            process.close();
            return;
        }
        try {
            exchange(null).ask(new Command.Close(), Kind.CLOSED, in -> null);
        } catch (RejectedInput | IOException e) {
            // Nobody needs this process any more; the next video gets a fresh one.
            LOG.debug("a decoder's process did not close its video", e);
            process.close();
        }
    }
}
