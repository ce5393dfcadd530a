/** How the camera moves between two pictures. */
package io.zoetrope.operators.observe.camera;
