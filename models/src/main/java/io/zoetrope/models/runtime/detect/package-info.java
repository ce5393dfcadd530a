/** Detectors: what is where in a picture, for each kind of output that detectors have. */
package io.zoetrope.models.runtime.detect;
