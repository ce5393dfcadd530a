package io.zoetrope.connectors.parquet;

import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * The archive's columns. Names and types only ever grow: a column keeps its meaning, so that files
 * of all versions are read together. {@link #VERSION} stands in each file's metadata.
 */
final class ArchiveSchema {
    static final String VERSION_KEY = "zoetrope.schema";
    static final String VERSION = "3";

    static final MessageType FRAMES =
            MessageTypeParser.parseMessageType(
                    """
                    message frames {
                      required binary video_id (STRING);
                      required binary tenant (STRING);
                      required binary collection (STRING);
                      required binary uri (STRING);
                      required binary version (STRING);
                      required int32 segment;
                      required int64 pts_us;
                      required binary model (STRING);
                      required binary model_version (STRING);
                      required group vector (LIST) {
                        repeated group list { required float element; }
                      }
                      required binary key_frame (STRING);
                      required group detections (LIST) {
                        repeated group list {
                          required group element {
                            required binary label (STRING);
                            required float score;
                            required float x0;
                            required float y0;
                            required float x1;
                            required float y1;
                            required group appearance (LIST) {
                              repeated group list { required float element; }
                            }
                          }
                        }
                      }
                      required int64 arrived_at (TIMESTAMP(MILLIS,true));
                      required int64 generation;
                    }
                    """);

    static final MessageType MOMENTS =
            MessageTypeParser.parseMessageType(
                    """
                    message moments {
                      required binary video_id (STRING);
                      required binary tenant (STRING);
                      required binary collection (STRING);
                      required binary uri (STRING);
                      required binary version (STRING);
                      required binary moment_id (STRING);
                      required binary title (STRING);
                      required group metadata (MAP) {
                        repeated group key_value {
                          required binary key (STRING);
                          required binary value (STRING);
                        }
                      }
                      required int32 shot;
                      required int64 start_us;
                      required int64 end_us;
                      required binary model (STRING);
                      required binary model_version (STRING);
                      required group vector (LIST) {
                        repeated group list { required float element; }
                      }
                      required binary key_frame (STRING);
                      required int64 key_frame_us;
                      required group object_classes (LIST) {
                        repeated group list { required binary element (STRING); }
                      }
                      required int64 arrived_at (TIMESTAMP(MILLIS,true));
                      required int64 generation;
                      required int32 ordinal;
                      required group sound_classes (LIST) {
                        repeated group list { required binary element (STRING); }
                      }
                      required binary dialogue (STRING);
                      required binary text (STRING);
                    }
                    """);

    static final MessageType TRACKS =
            MessageTypeParser.parseMessageType(
                    """
                    message tracks {
                      required binary video_id (STRING);
                      required binary tenant (STRING);
                      required binary collection (STRING);
                      required binary uri (STRING);
                      required binary version (STRING);
                      required binary object_id (STRING);
                      required int32 shot;
                      required int64 first_us;
                      required int64 last_us;
                      required binary object_class (STRING);
                      required float score;
                      required int32 sightings;
                      required binary model (STRING);
                      required binary model_version (STRING);
                      required group boxes (LIST) {
                        repeated group list {
                          required group element {
                            required int64 pts_us;
                            required float x0;
                            required float y0;
                            required float x1;
                            required float y1;
                          }
                        }
                      }
                      required float box_error;
                      required group appearance (LIST) {
                        repeated group list { required float element; }
                      }
                      required group best_appearance (LIST) {
                        repeated group list { required float element; }
                      }
                      required int64 best_us;
                      required float best_x0;
                      required float best_y0;
                      required float best_x1;
                      required float best_y1;
                      required int64 arrived_at (TIMESTAMP(MILLIS,true));
                      required int64 generation;
                      required int32 ordinal;
                      required binary entity_id (STRING);
                      required int32 last_shot;
                      required binary picture (STRING);
                    }
                    """);

    static final MessageType SHOTS =
            MessageTypeParser.parseMessageType(
                    """
                    message shots {
                      required binary video_id (STRING);
                      required binary tenant (STRING);
                      required binary collection (STRING);
                      required binary uri (STRING);
                      required binary version (STRING);
                      required int32 shot;
                      required int64 start_us;
                      required int64 end_us;
                      required binary transition (STRING);
                      required binary model (STRING);
                      required binary model_version (STRING);
                      required int64 arrived_at (TIMESTAMP(MILLIS,true));
                      required int64 generation;
                    }
                    """);

    static final MessageType SOUNDS =
            MessageTypeParser.parseMessageType(
                    """
                    message sounds {
                      required binary video_id (STRING);
                      required binary tenant (STRING);
                      required binary collection (STRING);
                      required binary uri (STRING);
                      required binary version (STRING);
                      required binary sound_id (STRING);
                      required int32 ordinal;
                      required int64 start_us;
                      required int64 end_us;
                      required boolean silent;
                      required float loudness_db;
                      required group sound_classes (LIST) {
                        repeated group list { required binary element (STRING); }
                      }
                      required group sound_scores (LIST) {
                        repeated group list { required float element; }
                      }
                      required group vector (LIST) {
                        repeated group list { required float element; }
                      }
                      required binary model (STRING);
                      required binary model_version (STRING);
                      required int64 arrived_at (TIMESTAMP(MILLIS,true));
                      required int64 generation;
                    }
                    """);

    static final MessageType DIALOGUE =
            MessageTypeParser.parseMessageType(
                    """
                    message dialogue {
                      required binary video_id (STRING);
                      required binary tenant (STRING);
                      required binary collection (STRING);
                      required binary uri (STRING);
                      required binary version (STRING);
                      required binary line_id (STRING);
                      required int32 ordinal;
                      required int64 start_us;
                      required int64 end_us;
                      required binary text (STRING);
                      required binary language (STRING);
                      required binary speaker (STRING);
                      required binary source (STRING);
                      required group vector (LIST) {
                        repeated group list { required float element; }
                      }
                      required binary model (STRING);
                      required binary model_version (STRING);
                      required int64 arrived_at (TIMESTAMP(MILLIS,true));
                      required int64 generation;
                    }
                    """);

    static final MessageType TEXT =
            MessageTypeParser.parseMessageType(
                    """
                    message text {
                      required binary video_id (STRING);
                      required binary tenant (STRING);
                      required binary collection (STRING);
                      required binary uri (STRING);
                      required binary version (STRING);
                      required binary text_id (STRING);
                      required int32 ordinal;
                      required int64 start_us;
                      required int64 end_us;
                      required binary text (STRING);
                      required float confidence;
                      required float x0;
                      required float y0;
                      required float x1;
                      required float y1;
                      required group vector (LIST) {
                        repeated group list { required float element; }
                      }
                      required binary model (STRING);
                      required binary model_version (STRING);
                      required int64 arrived_at (TIMESTAMP(MILLIS,true));
                      required int64 generation;
                    }
                    """);

    static final MessageType REMOVALS =
            MessageTypeParser.parseMessageType(
                    """
                    message removals {
                      required binary video_id (STRING);
                      required binary tenant (STRING);
                      required binary collection (STRING);
                      required binary uri (STRING);
                      required binary version (STRING);
                      required int64 generation;
                      required int64 removed_at (TIMESTAMP(MILLIS,true));
                    }
                    """);

    /** Of vectors: no value comes twice, and their bytes compress better apart, by place. */
    static final List<String> VECTOR_COLUMNS =
            List.of(
                    "vector.list.element",
                    "detections.list.element.appearance.list.element",
                    "appearance.list.element",
                    "best_appearance.list.element");

    /** Text that is another in every row: a dictionary of it would be the column once more. */
    static final List<String> DISTINCT_COLUMNS =
            List.of(
                    "key_frame",
                    "moment_id",
                    "object_id",
                    "sound_id",
                    "line_id",
                    "text_id",
                    "text",
                    "dialogue",
                    "picture");

    private ArchiveSchema() {}
}
