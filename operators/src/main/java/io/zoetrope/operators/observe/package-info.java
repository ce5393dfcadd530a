/** From pictures to vectors and detections. */
package io.zoetrope.operators.observe;
