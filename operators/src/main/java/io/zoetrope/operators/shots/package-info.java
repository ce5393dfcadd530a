/** Where shots begin, from the signatures of a video's frames in order. */
package io.zoetrope.operators.shots;
