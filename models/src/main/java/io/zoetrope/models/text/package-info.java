/**
 * Words on pictures, in plain Java: from a detector's map of probabilities to regions, from a
 * recogniser's steps to characters, from regions to lines and blocks. {@code
 * runtime.read.TextReader} puts it together.
 */
package io.zoetrope.models.text;
