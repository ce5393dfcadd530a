/** Picture files from outside, brought to the shape that a model takes. */
package io.zoetrope.models.pictures;
