/**
 * Lets an element play a video, from a time on.
 *
 * @param video an element that plays nothing yet
 * @param url as the API names it; what stands behind # is left out
 * @return takes it away again
 */
export function attach(video, url, startMs = 0) {
  const start = startMs / 1000;
  const seek = () => {
    if (Math.abs(video.currentTime - start) > 0.05) video.currentTime = start;
  };
  video.addEventListener("loadedmetadata", seek, { once: true });
  video.preload = "auto";
  video.src = url.split("#")[0];
  return () => {
    video.pause();
    video.removeAttribute("src");
    video.load();
  };
}
