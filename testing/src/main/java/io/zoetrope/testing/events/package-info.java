/** Messages as producers, brokers and strangers send them. */
package io.zoetrope.testing.events;
