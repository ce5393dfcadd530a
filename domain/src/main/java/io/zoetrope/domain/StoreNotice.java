package io.zoetrope.domain;

/**
 * What an object store's own notification says beside the object's name. A store knows nothing of
 * titles, metadata or limits.
 *
 * @param eventName as the store gives it, such as {@code ObjectCreated:Put}; empty if no store told
 *     of the video
 * @param sequencer orders the events of one object, compared as text; empty if there is none
 * @param goneVersion the version of the object that was removed for good, while another version may
 *     stand in its place; empty if the object as a whole came or went
 */
public record StoreNotice(String eventName, String sequencer, String goneVersion) {
    public static final StoreNotice NONE = new StoreNotice("", "", "");

    public StoreNotice {
        eventName = eventName == null ? "" : eventName;
        sequencer = sequencer == null ? "" : sequencer;
        goneVersion = goneVersion == null ? "" : goneVersion;
    }
}
