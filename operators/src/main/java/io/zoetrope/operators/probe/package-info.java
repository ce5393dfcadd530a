/** Looking into a video before any work is planned: version, container, key frames. */
package io.zoetrope.operators.probe;
