const HLS = "/vendor/hls.min.js";

/**
 * Lets an element play a video, from a time on.
 *
 * @param video an element that plays nothing yet; gets the event `error` if it cannot play
 * @param url of a file or of an HLS playlist, as the API names it; what stands behind # is left out
 * @param choices told, once they are known, of `texts` and `levels` that a playlist has
 * @return takes it away again
 */
export function attach(video, url, startMs = 0, choices = null) {
  const path = url.split("#")[0];
  const start = startMs / 1000;
  video.preload = "auto";
  const leave = /\.m3u8(\?|$)/.test(path) ? stream(video, path, start, choices) : file(video, path, start);
  return () => {
    video.pause();
    leave();
    video.removeAttribute("src");
    video.load();
  };
}

function file(video, path, start) {
  const seek = () => {
    if (Math.abs(video.currentTime - start) > 0.05) video.currentTime = start;
  };
  video.addEventListener("loadedmetadata", seek, { once: true });
  video.src = path;
  return () => video.removeEventListener("loadedmetadata", seek);
}

/** hls.js is asked first: what browsers bring themselves differs from one to the next. */
function stream(video, path, start, choices) {
  let leave = () => {};
  let left = false;
  library().then((Hls) => {
    if (!left) leave = Hls?.isSupported() ? segments(Hls, video, path, start, choices) : file(video, path, start);
  });
  return () => {
    left = true;
    leave();
  };
}

function segments(Hls, video, path, start, choices) {
  const hls = new Hls({ startPosition: start, enableWorker: false });
  let recovered = false;
  hls.on(Hls.Events.ERROR, (_, error) => {
    if (!error.fatal) return;
    if (error.type === Hls.ErrorTypes.MEDIA_ERROR && !recovered) {
      recovered = true;
      hls.recoverMediaError();
    } else {
      video.dispatchEvent(new Event("error"));
    }
  });
  if (choices) offer(Hls, hls, choices);
  hls.loadSource(path);
  hls.attachMedia(video);
  return () => hls.destroy();
}

function offer(Hls, hls, choices) {
  hls.subtitleDisplay = false;
  hls.on(Hls.Events.MANIFEST_PARSED, () => {
    const names = hls.levels.map((level) => (level.height ? `${level.height}p` : `${Math.round(level.bitrate / 1000)} kbit/s`));
    choices.levels(names, (level) => (hls.nextLevel = level));
  });
  hls.on(Hls.Events.SUBTITLE_TRACKS_UPDATED, (_, { subtitleTracks }) =>
    choices.texts(
      subtitleTracks.map((track) => track.name),
      (track) => {
        hls.subtitleDisplay = track >= 0;
        hls.subtitleTrack = track;
      },
    ),
  );
}

let loading = null;

/** Loaded when the first playlist is played; null if it cannot be. */
function library() {
  loading ??= new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = HLS;
    script.onload = () => resolve(window.Hls ?? null);
    script.onerror = () => resolve(null);
    document.head.append(script);
  });
  return loading;
}
