package io.zoetrope.domain.store;

import java.io.IOException;
import java.io.Serializable;

/** Opens a {@link FileStore} where it is used; travels with the job. */
@FunctionalInterface
public interface FileStoreOpener extends Serializable {
    FileStore open() throws IOException;
}
