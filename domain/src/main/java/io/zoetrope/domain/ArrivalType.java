package io.zoetrope.domain;

/** What an event on {@code video.arrivals} says of a video. */
public enum ArrivalType {
    /** The bytes at the uri are there, new or replaced. */
    ARRIVED,
    /** The bytes are gone, or the owner wants the video forgotten. */
    DELETED
}
