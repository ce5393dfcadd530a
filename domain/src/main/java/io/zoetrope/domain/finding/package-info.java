/**
 * What is found in a video, each kind a record of its own, and the change to the indexes that tells
 * of it.
 */
package io.zoetrope.domain.finding;
