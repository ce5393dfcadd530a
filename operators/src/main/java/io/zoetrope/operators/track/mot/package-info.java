/** The {@code track} command: a tracker over MOTChallenge text, so that anyone can score it. */
package io.zoetrope.operators.track.mot;
