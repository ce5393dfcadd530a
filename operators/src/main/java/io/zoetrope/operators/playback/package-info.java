/** Playback: every video as HLS, prepared beside its indexing and independent of it. */
package io.zoetrope.operators.playback;
