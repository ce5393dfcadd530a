/** Videos: listed, shown, added, deleted, played. */
package io.zoetrope.query.videos;
