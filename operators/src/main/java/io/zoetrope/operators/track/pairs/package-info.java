/** Which of two lists belong together, exactly assigned. */
package io.zoetrope.operators.track.pairs;
