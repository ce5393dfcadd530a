/**
 * Pictures of frames: the shapes that models take, how a frame lies in one, and what is kept for
 * people.
 */
package io.zoetrope.domain.picture;
