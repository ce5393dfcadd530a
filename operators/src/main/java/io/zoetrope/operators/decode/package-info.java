/** From segments to sampled pictures at model size. */
package io.zoetrope.operators.decode;
