package io.zoetrope.connectors.opensearch.write;

import io.zoetrope.connectors.DeadLetterSender;
import io.zoetrope.connectors.json.ArrivalDocument;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.message.DeadLetter;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;

/** Turns refused documents into dead letters. For one thread. */
final class RejectedDocuments {

    private final DeadLetterSender.Session letters;
    private final LongSupplier clockMs;

    RejectedDocuments(DeadLetterSender.Session letters, LongSupplier clockMs) {
        this.letters = letters;
        this.clockMs = clockMs;
    }

    void send(List<Rejection> rejections) throws IOException, InterruptedException {
        if (rejections.isEmpty()) {
            return;
        }
        long nowMs = clockMs.getAsLong();
        letters.send(rejections.stream().map(each -> letter(each, nowMs)).toList());
    }

    // The original event is no longer at hand here. An arrival of the same video takes its place:
    // sent in again, it indexes the video anew.
    private static DeadLetter letter(Rejection rejection, long nowMs) {
        IndexDocument document = rejection.document();
        byte[] arrival = ArrivalDocument.encode(document.video(), document.description());
        RawEvent event = RawEvent.of(arrival, nowMs).withKey(document.video().videoId());
        String what = document.alias() + "/" + document.id();
        Problem problem =
                Problem.of(Stage.INDEX, Reason.DOCUMENT_REJECTED, what + ": " + rejection.detail());
        return new DeadLetter(event, document.video(), problem, 1, nowMs);
    }
}
