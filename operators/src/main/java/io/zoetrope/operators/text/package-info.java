/**
 * Words on the screen over time: one sign that stays is one entry. Plain Java; read first {@link
 * io.zoetrope.operators.text.TextTracker}.
 */
package io.zoetrope.operators.text;
