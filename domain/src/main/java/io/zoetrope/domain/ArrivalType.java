package io.zoetrope.domain;

/** What an event on {@code video.arrivals} says of a video. */
public enum ArrivalType {
    /** The bytes at the uri are there, new or replaced. */
    ARRIVED("zoetrope.video.arrived.v1"),
    /** The bytes are gone, or the owner wants the video forgotten. */
    DELETED("zoetrope.video.deleted.v1");

    private final String eventType;

    ArrivalType(String eventType) {
        this.eventType = eventType;
    }

    /** The {@code type} of its CloudEvent. */
    public String eventType() {
        return eventType;
    }
}
