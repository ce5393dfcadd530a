package io.zoetrope.query.videos.findings;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.index.DialogueFields;
import io.zoetrope.domain.index.ObjectFields;
import io.zoetrope.domain.index.ShotFields;
import io.zoetrope.domain.index.SoundFields;
import io.zoetrope.domain.index.TextFields;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of thing that is found in videos, as it is listed.
 *
 * @param order fields of numbers that it is sorted by; of one model no two things have the same
 */
public record ListedKind<T>(FindingKind kind, List<String> order, Function<JsonNode, T> view) {
    public static final ListedKind<ShotView> SHOTS =
            new ListedKind<>(FindingKind.SHOT, List.of(ShotFields.SHOT), ShotView::of);

    public static final ListedKind<ObjectView> OBJECTS =
            new ListedKind<>(
                    FindingKind.OBJECT,
                    List.of(ObjectFields.START_MS, ObjectFields.ORDINAL),
                    ObjectView::of);

    public static final ListedKind<SoundView> SOUNDS =
            new ListedKind<>(
                    FindingKind.SOUND,
                    List.of(SoundFields.START_MS, SoundFields.ORDINAL),
                    SoundView::of);

    public static final ListedKind<LineView> LINES =
            new ListedKind<>(
                    FindingKind.LINE,
                    List.of(DialogueFields.START_MS, DialogueFields.ORDINAL),
                    LineView::of);

    public static final ListedKind<TextView> TEXTS =
            new ListedKind<>(
                    FindingKind.TEXT,
                    List.of(TextFields.START_MS, TextFields.ORDINAL),
                    TextView::of);
}
