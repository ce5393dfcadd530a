/** Small objects in the store: key frames. */
package io.zoetrope.connectors.objects;
