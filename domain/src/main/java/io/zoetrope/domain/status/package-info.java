/** How far a video has come, as those who wait for it are told. */
package io.zoetrope.domain.status;
