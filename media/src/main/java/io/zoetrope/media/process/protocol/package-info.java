/** What the parent and its decoder say to each other: messages, and the bytes of each. */
package io.zoetrope.media.process.protocol;
