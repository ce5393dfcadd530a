package io.zoetrope.operators.parse;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import java.util.List;

/** What an event of an object store means for the object's bytes. */
enum StoreChange {
    CAME,
    /** Nothing can be read at the key any more. */
    WENT,
    /** The version that the event names was removed for good, the object if it names none. */
    VERSION_WENT,
    /** A version that was not the newest was removed for good. */
    OLD_VERSION_WENT,
    /** The bytes are what they were: reads, tags, rights, copies elsewhere. */
    NONE;

    private static final List<String> CAME_NAMES = List.of("ObjectCreated:");

    private static final List<String> WENT_NAMES =
            List.of(
                    "ObjectRemoved:",
                    "LifecycleExpiration:",
                    "ObjectLifecycle:Expiration:",
                    "ReducedRedundancyLostObject");

    private static final List<String> QUIET_NAMES =
            List.of(
                    "ObjectAccessed:",
                    "ObjectTagging:",
                    "ObjectAcl:",
                    "ObjectRestore:",
                    "ObjectTransition:",
                    "LifecycleTransition",
                    "ObjectLifecycle:Transition",
                    "IntelligentTiering",
                    "Replication:",
                    "ObjectReplication:",
                    "ObjectSynced:",
                    "ILM:",
                    "Scanner:",
                    "BucketCreated:",
                    "BucketRemoved:");

    /**
     * @param name of a record, such as {@code s3:ObjectCreated:Put}
     * @throws RejectedInput {@code unknown_event_type}
     */
    static StoreChange ofRecord(String name) throws RejectedInput {
        String plain = name.startsWith("s3:") ? name.substring("s3:".length()) : name;
        if (begins(plain, CAME_NAMES)) {
            return CAME;
        }
        if (begins(plain, WENT_NAMES)) {
            return removal(plain);
        }
        if (begins(plain, QUIET_NAMES)) {
            return NONE;
        }
        throw new RejectedInput(
                Reason.UNKNOWN_EVENT_TYPE,
                "Bucket event '%s' is not known; notify for s3:ObjectCreated:* and s3:ObjectRemoved:*."
                        .formatted(Fields.shorten(name)));
    }

    /**
     * @param type the event's detail-type
     * @param deletion its deletion-type, or empty
     */
    static StoreChange ofEventBridge(String type, String deletion) {
        return switch (type) {
            case "Object Created" -> CAME;
            case "Object Deleted" -> deletion.equals("Delete Marker Created") ? WENT : VERSION_WENT;
            default -> NONE;
        };
    }

    private static StoreChange removal(String name) {
        if (name.endsWith(":AbortMultipartUpload")) {
            return NONE;
        }
        if (name.endsWith(":NonCurrent")) {
            return OLD_VERSION_WENT;
        }
        return name.endsWith(":DeleteMarkerCreated") ? WENT : VERSION_WENT;
    }

    private static boolean begins(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }
}
