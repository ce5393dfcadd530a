package io.zoetrope.media.process;

import io.zoetrope.media.process.child.DecoderMain;
import java.io.Serializable;
import java.util.List;

/**
 * What runs in the decoder's process.
 *
 * @param mainClass its main serves the parent: see {@link DecoderMain#serve}
 * @param classPath folders and jars besides those of the decoder itself
 */
public record ChildProgram(String mainClass, List<String> classPath) implements Serializable {
    public static final ChildProgram DECODER =
            new ChildProgram(DecoderMain.class.getName(), List.of());
}
