/** What people taught, told by {@code video.control}, and which findings have it. */
package io.zoetrope.operators.label;
