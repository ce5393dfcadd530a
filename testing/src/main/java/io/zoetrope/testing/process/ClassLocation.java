package io.zoetrope.testing.process;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where a class was loaded from. */
public final class ClassLocation {
    private ClassLocation() {}

    /** The jar or folder that holds the class. */
    public static Path of(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no file location for " + type.getName(), e);
        }
    }

    /** Build folder of the module that holds the class: the one above its jar or classes folder. */
    public static Path buildFolder(Class<?> type) {
        return of(type).getParent();
    }
}
