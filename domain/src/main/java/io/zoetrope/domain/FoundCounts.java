package io.zoetrope.domain;

/** How many of each kind were found in a video. */
public record FoundCounts(int moments, int shots, int objects, int sounds, int lines, int texts) {
    public static final FoundCounts NOTHING = new FoundCounts(0, 0, 0, 0, 0, 0);

    public static FoundCounts ofMoments(int moments) {
        return NOTHING.with(FindingKind.MOMENT, moments);
    }

    public int of(FindingKind kind) {
        return switch (kind) {
            case MOMENT -> moments;
            case SHOT -> shots;
            case OBJECT -> objects;
            case SOUND -> sounds;
            case LINE -> lines;
            case TEXT -> texts;
        };
    }

    /** The same with another count of one kind. */
    public FoundCounts with(FindingKind kind, int count) {
        return new FoundCounts(
                kind == FindingKind.MOMENT ? count : moments,
                kind == FindingKind.SHOT ? count : shots,
                kind == FindingKind.OBJECT ? count : objects,
                kind == FindingKind.SOUND ? count : sounds,
                kind == FindingKind.LINE ? count : lines,
                kind == FindingKind.TEXT ? count : texts);
    }

    public FoundCounts plus(FoundCounts more) {
        return new FoundCounts(
                moments + more.moments,
                shots + more.shots,
                objects + more.objects,
                sounds + more.sounds,
                lines + more.lines,
                texts + more.texts);
    }

    /** The same with one more of a kind. */
    public FoundCounts plus(FindingKind kind) {
        return with(kind, of(kind) + 1);
    }
}
