package io.zoetrope.query.generate.api;

import io.zoetrope.domain.PlainText;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.generate.AnswerFormat;
import io.zoetrope.query.generate.GenerateRequest;
import io.zoetrope.query.generate.Question;
import io.zoetrope.query.generate.Wording;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.question.ClauseRules;
import io.zoetrope.query.question.SearchProfiles;
import java.util.Map;
import java.util.Optional;

/** Says which requests for answers are accepted, and what the others are told. */
final class GenerateRules {
    static final int MAX_PROMPT = 4_000;
    private static final int MAX_ID = 64;

    private GenerateRules() {}

    /**
     * @param profiles say of a search what it does not say itself
     * @throws ApiError 400 for what is wrong, 409 if the caller's profile is not there
     */
    static Question of(Caller caller, SearchProfiles profiles, GenerateRequest request) {
        String prompt = prompt(request.prompt());
        Question question =
                new Question(
                        caller.tenant(),
                        prompt,
                        Wording.of(prompt),
                        video(request),
                        Optional.ofNullable(request.search())
                                .map(search -> profiles.over(search, caller)),
                        Optional.ofNullable(request.responseFormat()).map(AnswerFormat::of));
        question.search().ifPresent(search -> ClauseRules.of(search, Map.of()));
        if (question.wantsChapters() && question.video().isEmpty()) {
            throw ApiError.invalid("chapters are of a video_id", "video_id");
        }
        if (question.goesThrough() && question.video().isEmpty()) {
            throw ApiError.invalid(
                    "a prompt that names nothing needs a video_id or a search", "video_id");
        }
        return question;
    }

    private static String prompt(String prompt) {
        if (prompt == null || prompt.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw ApiError.invalid("prompt is empty", "prompt");
        }
        if (prompt.length() > MAX_PROMPT) {
            throw ApiError.invalid("prompt has more than " + MAX_PROMPT + " characters", "prompt");
        }
        return PlainText.plain(prompt.strip().replaceAll("\\s+", " "));
    }

    private static Optional<Question.Stretch> video(GenerateRequest request) {
        boolean range = request.startMs() != null || request.endMs() != null;
        if (request.videoId() == null) {
            if (range) {
                throw ApiError.invalid("start_ms and end_ms are times of a video_id", "video_id");
            }
            return Optional.empty();
        }
        if (request.search() != null) {
            throw ApiError.invalid(
                    "either video_id or search; search has a filter by video_id", "search");
        }
        if (request.videoId().isBlank() || request.videoId().length() > MAX_ID) {
            throw ApiError.invalid("an id has 1 to " + MAX_ID + " characters", "video_id");
        }
        long startMs = request.startMs() == null ? 0 : request.startMs();
        long endMs = request.endMs() == null ? Long.MAX_VALUE : request.endMs();
        if (startMs < 0 || endMs <= startMs) {
            throw ApiError.invalid("start_ms is not negative, and before end_ms", "start_ms");
        }
        return Optional.of(new Question.Stretch(request.videoId(), startMs, endMs));
    }
}
