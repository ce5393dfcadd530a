package io.zoetrope.operators.shots;

import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.ReadRequest;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.ffmpeg.FfmpegVideoReader;
import io.zoetrope.testing.clips.Clip;
import io.zoetrope.testing.clips.TestingFileSource;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The detector over a clip that is decoded for real. */
final class TestingShots {
    private TestingShots() {}

    static FrameSignatures signatures(Clip clip) throws Exception {
        byte[] bytes = Files.readAllBytes(clip.file());
        try (MediaSource source = new TestingFileSource(bytes);
                VideoReader reader = FfmpegVideoReader.open(source, "clip", ReaderLimits.DEFAULT)) {
            return reader.read(
                            new ReadRequest(0, Long.MAX_VALUE, -1, List.of(), JpegSampling.NONE),
                            frame -> {})
                    .signatures();
        }
    }

    static List<ShotStart> found(FrameSignatures all) {
        ShotDetector detector = new ShotDetector(ShotRules.DEFAULT, ShotMemory.START);
        detector.add(all);
        detector.end();
        return detector.take();
    }

    /** Through state between any two, and what is settled stays so. */
    static List<ShotStart> inPieces(FrameSignatures all) {
        List<ShotStart> found = new ArrayList<>();
        Random random = new Random(all.count());
        ShotMemory memory = ShotMemory.START;
        int from = 0;
        while (from < all.count()) {
            int to = Math.min(all.count(), from + random.nextInt(30));
            ShotDetector detector = new ShotDetector(ShotRules.DEFAULT, memory);
            detector.add(
                    new FrameSignatures(
                            Arrays.copyOfRange(all.timesUs(), from, to),
                            Arrays.copyOfRange(
                                    all.bytes(),
                                    from * FrameSignatures.BYTES,
                                    to * FrameSignatures.BYTES)));
            found.addAll(detector.take());
            memory = detector.memory();
            from = to;
        }
        ShotDetector detector = new ShotDetector(ShotRules.DEFAULT, memory);
        detector.end();
        found.addAll(detector.take());
        return found;
    }
}
