package io.zoetrope.connectors.opensearch;

import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoRef;

/**
 * One document on its way to an index.
 *
 * @param alias where it is written
 * @param id deterministic, so that a replay overwrites
 * @param json the document, UTF-8, without line breaks
 * @param video whose it is, for a dead letter
 */
record IndexDocument(
        String alias, String id, byte[] json, VideoRef video, VideoDescription description) {
    /** Of the bulk's two lines for it, roughly. */
    int bytes() {
        return json.length + alias.length() + id.length() + 64;
    }

    boolean isMoment() {
        return !alias.equals(IndexNames.VIDEOS);
    }
}
