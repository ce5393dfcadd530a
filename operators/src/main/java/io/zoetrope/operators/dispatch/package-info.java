/**
 * The waiting line: cutting videos into segments, and sending these to decoding slots, fair between
 * tenants and videos, a few at a time.
 */
package io.zoetrope.operators.dispatch;
