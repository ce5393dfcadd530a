/**
 * The child's side: a small JVM that takes one video apart for its parent. Stands on {@code
 * protocol}.
 */
package io.zoetrope.media.process.child;
