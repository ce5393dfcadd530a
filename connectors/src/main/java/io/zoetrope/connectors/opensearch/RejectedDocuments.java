package io.zoetrope.connectors.opensearch;

import io.zoetrope.connectors.DeadLetterSender;
import io.zoetrope.connectors.json.ArrivalDocument;
import io.zoetrope.domain.DeadLetter;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns refused documents into dead letters, and remembers whose moments are missing, so that no
 * video is called ready that is not. For one thread.
 */
final class RejectedDocuments {
    private static final int MAX_VIDEOS = 10_000;

    private final DeadLetterSender.Session letters;
    private final Map<String, Integer> missingMoments =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                    return size() > MAX_VIDEOS;
                }
            };

    RejectedDocuments(DeadLetterSender.Session letters) {
        this.letters = letters;
    }

    void send(List<Rejection> rejections, long nowMs) throws IOException, InterruptedException {
        if (rejections.isEmpty()) {
            return;
        }
        List<DeadLetter> batch = new ArrayList<>();
        for (Rejection rejection : rejections) {
            IndexDocument document = rejection.document();
            if (document.isMoment()) {
                missingMoments.merge(document.video().key(), 1, Integer::sum);
            }
            batch.add(letter(rejection, nowMs));
        }
        letters.send(batch);
    }

    // The original event is no longer at hand here. An arrival of the same video takes its place:
    // sent in again, it indexes the video anew.
    private static DeadLetter letter(Rejection rejection, long nowMs) {
        IndexDocument document = rejection.document();
        byte[] arrival = ArrivalDocument.encode(document.video(), document.description());
        RawEvent event =
                new RawEvent("", 0, 0, nowMs, document.video().videoId(), Map.of(), arrival);
        String what = document.alias() + "/" + document.id();
        Problem problem =
                Problem.of(Stage.INDEX, Reason.DOCUMENT_REJECTED, what + ": " + rejection.detail());
        return new DeadLetter(event, document.video(), problem, 1, nowMs);
    }

    /** The status as it is true: READY becomes PARTIAL where moments of the video were refused. */
    VideoStatus adjust(VideoStatus status) {
        Integer missing = missingMoments.remove(status.video().key());
        if (missing == null || status.state() != IndexingState.READY) {
            return status;
        }
        String detail =
                "OpenSearch refused %d of %d moments; see the dead letters"
                        .formatted(missing, status.moments());
        return status.withOutcome(
                IndexingState.PARTIAL,
                Math.max(0, status.moments() - missing),
                Problem.of(Stage.INDEX, Reason.DOCUMENT_REJECTED, detail));
    }
}
