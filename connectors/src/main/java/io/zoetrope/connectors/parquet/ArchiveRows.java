package io.zoetrope.connectors.parquet;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.SoundClass;
import io.zoetrope.domain.TimedBox;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.finding.DialogueLine;
import io.zoetrope.domain.finding.Found;
import io.zoetrope.domain.finding.FrameRecord;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.ObjectTrack;
import io.zoetrope.domain.finding.ScreenText;
import io.zoetrope.domain.finding.Shot;
import io.zoetrope.domain.finding.SoundWindow;
import io.zoetrope.domain.finding.TrackedObject;

/** Records as rows of {@link ArchiveSchema}, field by field in its order. */
final class ArchiveRows {
    private ArchiveRows() {}

    static void frame(Row row, FrameRecord frame) {
        video(row, frame.video())
                .number("segment", frame.segment())
                .number("pts_us", frame.ptsUs())
                .text("model", frame.model().name())
                .text("model_version", frame.model().version())
                .vector("vector", frame.visual())
                .text("key_frame", frame.keyFrame())
                .groups("detections", frame.detections(), ArchiveRows::detection)
                .number("arrived_at", frame.arrivedMs())
                .number("generation", frame.generation());
    }

    static void moment(Row row, Moment moment) {
        VideoDescription description =
                moment.description() == null ? VideoDescription.NONE : moment.description();
        video(row, moment.video())
                .text("moment_id", moment.momentId())
                .text("title", description.title())
                .map("metadata", description.metadata())
                .number("shot", moment.shot())
                .number("start_us", moment.startUs())
                .number("end_us", moment.endUs())
                .text("model", moment.model().name())
                .text("model_version", moment.model().version())
                .vector("vector", moment.visual())
                .text("key_frame", moment.keyFrame())
                .number("key_frame_us", moment.keyFrameUs())
                .texts("object_classes", moment.objectClasses())
                .number("arrived_at", moment.arrivedMs())
                .number("generation", moment.generation())
                .number("ordinal", moment.ordinal())
                .texts("sound_classes", moment.soundClasses())
                .text("dialogue", moment.dialogue())
                .text("text", moment.screenText());
    }

    static void track(Row row, TrackedObject object) {
        ObjectTrack track = object.track();
        Box best = track.best().box();
        video(row, object.video())
                .text("object_id", object.objectId())
                .number("shot", object.shot())
                .number("first_us", track.firstUs())
                .number("last_us", track.lastUs())
                .text("object_class", track.label())
                .number("score", track.score())
                .number("sightings", track.sightings())
                .text("model", object.model().name())
                .text("model_version", object.model().version())
                .groups("boxes", track.boxes(), ArchiveRows::timedBox)
                .number("box_error", track.boxError())
                .vector("appearance", track.appearance())
                .vector("best_appearance", track.bestAppearance())
                .number("best_us", track.best().ptsUs())
                .number("best_x0", best.x0())
                .number("best_y0", best.y0())
                .number("best_x1", best.x1())
                .number("best_y1", best.y1())
                .number("arrived_at", object.arrivedMs())
                .number("generation", object.generation())
                .number("ordinal", object.ordinal())
                .text("entity_id", object.entityId())
                .number("last_shot", object.lastShot())
                .text("picture", object.picture());
    }

    static void shot(Row row, Shot shot) {
        video(row, shot.video())
                .number("shot", shot.shot())
                .number("start_us", shot.startUs())
                .number("end_us", shot.endUs())
                .text("transition", shot.transition().wireName())
                .text("model", shot.model().name())
                .text("model_version", shot.model().version())
                .number("arrived_at", shot.arrivedMs())
                .number("generation", shot.generation());
    }

    static void sound(Row row, SoundWindow sound) {
        place(row, "sound_id", sound, sound.startUs(), sound.endUs())
                .flag("silent", sound.silent())
                .number("loudness_db", sound.loudnessDb())
                .texts("sound_classes", sound.classes().stream().map(SoundClass::name).toList())
                .numbers("sound_scores", sound.classes().stream().map(SoundClass::score).toList());
        origin(row.vector("vector", sound.vector()), sound);
    }

    static void line(Row row, DialogueLine line) {
        place(row, "line_id", line, line.startUs(), line.endUs())
                .text("text", line.text())
                .text("language", line.language())
                .text("speaker", line.speaker())
                .text("source", line.source().wireName());
        origin(row.vector("vector", line.vector()), line);
    }

    static void text(Row row, ScreenText text) {
        place(row, "text_id", text, text.startUs(), text.endUs())
                .text("text", text.text())
                .number("confidence", text.confidence());
        origin(box(row, text.box()).vector("vector", text.vector()), text);
    }

    static void removal(Row row, ArchivedRemoval removal) {
        video(row, removal.video())
                .number("generation", removal.generation())
                .number("removed_at", removal.removedMs());
    }

    private static Row place(Row row, String id, Found found, long startUs, long endUs) {
        return video(row, found.video())
                .text(id, found.id())
                .number("ordinal", found.ordinal())
                .number("start_us", startUs)
                .number("end_us", endUs);
    }

    private static void origin(Row row, Found found) {
        row.text("model", found.model().name())
                .text("model_version", found.model().version())
                .number("arrived_at", found.arrivedMs())
                .number("generation", found.generation());
    }

    private static Row video(Row row, VideoRef video) {
        return row.text("video_id", video.videoId())
                .text("tenant", video.tenant())
                .text("collection", video.collection())
                .text("uri", video.uri())
                .text("version", video.version());
    }

    private static void detection(Row row, Detection detection) {
        row.text("label", detection.label()).number("score", detection.score());
        box(row, detection.box()).vector("appearance", detection.appearance());
    }

    private static void timedBox(Row row, TimedBox at) {
        box(row.number("pts_us", at.ptsUs()), at.box());
    }

    private static Row box(Row row, Box box) {
        return row.number("x0", box.x0())
                .number("y0", box.y0())
                .number("x1", box.x1())
                .number("y1", box.y1());
    }
}
