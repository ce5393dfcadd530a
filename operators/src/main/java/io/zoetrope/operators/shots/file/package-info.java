/** The command {@code bin/shots}: the shots of one file, without a job. */
package io.zoetrope.operators.shots.file;
