/** Sound files from outside, brought to the samples that a model takes. */
package io.zoetrope.models.sounds;
