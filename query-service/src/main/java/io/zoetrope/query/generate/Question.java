package io.zoetrope.query.generate;

import io.zoetrope.query.generate.AnswerFormat.Preset;
import io.zoetrope.query.question.SearchRequest;
import java.util.Optional;

/**
 * A request, checked.
 *
 * @param video that it is about; empty if it is about a search, or about everything
 * @param search whose results it is about
 * @param format of the answer; empty for text
 */
public record Question(
        String tenant,
        String prompt,
        Wording wording,
        Optional<Stretch> video,
        Optional<SearchRequest> search,
        Optional<AnswerFormat> format) {

    /**
     * Of a video.
     *
     * @param startMs media time
     * @param endMs excluded; {@link Long#MAX_VALUE} for its end
     */
    public record Stretch(String videoId, long startMs, long endMs) {
        static Stretch whole(String videoId) {
            return new Stretch(videoId, 0, Long.MAX_VALUE);
        }
    }

    /** Whether it asks for whatever is there. */
    public boolean goesThrough() {
        return search.isEmpty() && (wording.isOpen() || wantsChapters());
    }

    /** Chapters are all of a video, whatever the prompt says. */
    public boolean wantsChapters() {
        return format.flatMap(AnswerFormat::preset).equals(Optional.of(Preset.CHAPTERS));
    }

    /** Whether the answer is made of stored records alone. */
    public boolean wantsPreset() {
        return format.flatMap(AnswerFormat::preset).isPresent();
    }
}
