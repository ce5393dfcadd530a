package io.zoetrope.models.tokenize;

import io.zoetrope.models.packages.manifest.ManifestException;

/**
 * A file that a tokenizer is made from.
 *
 * @param name as people know it
 * @param bytes all of it, never changed
 */
record TokenFile(String name, byte[] bytes) {
    ManifestException expected(String what) {
        return new ManifestException(name + ": expected " + what);
    }
}
