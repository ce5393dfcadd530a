/**
 * The waiting line: segments are sent to decoding slots, fair between tenants and videos, a few at
 * a time; those whose store does not answer wait.
 */
package io.zoetrope.operators.dispatch.line;
