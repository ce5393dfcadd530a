/** Words on pictures: where they are, and what they say. */
package io.zoetrope.models.runtime.read;
