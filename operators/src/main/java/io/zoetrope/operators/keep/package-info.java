/** The one owner of a video's document: what every branch tells of it becomes its status. */
package io.zoetrope.operators.keep;
