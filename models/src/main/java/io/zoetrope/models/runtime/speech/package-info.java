/** Who speaks when, and what is said: from samples to lines with times. */
package io.zoetrope.models.runtime.speech;
