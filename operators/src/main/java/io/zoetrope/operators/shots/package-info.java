/** Where shots begin, from the signatures of a video's frames in order. No Flink. */
package io.zoetrope.operators.shots;
