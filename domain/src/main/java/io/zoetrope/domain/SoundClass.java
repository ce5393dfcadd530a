package io.zoetrope.domain;

/**
 * What a sound is like.
 *
 * @param name from the audio encoder's list of classes
 * @param score in [0,1]
 */
public record SoundClass(String name, float score) {
    public SoundClass {
        name = name == null ? "" : name;
    }
}
