/** Sound in media time: windows on a grid, how loud they are, and where somebody speaks. */
package io.zoetrope.operators.sound;
