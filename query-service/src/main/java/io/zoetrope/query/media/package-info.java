/** Bytes that are shown: thumbnails and sources. */
package io.zoetrope.query.media;
