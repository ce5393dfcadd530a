/**
 * Captions that come as text: SubRip, WebVTT, SubStation Alpha. Plain Java; every file gives an
 * answer, whatever its bytes. Read first: {@link io.zoetrope.media.captions.CaptionFile}.
 */
package io.zoetrope.media.captions;
