// The playback's clock: runs by the picture, skips gaps, and tells the map at every step and the page ten times a second.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "../../../kit/html.js";
import { gapEnd } from "./way.js";

export const rates = [1, 10, 60, 300];
const tellMS = 100;

/** { ms, isPlaying, rate, toggle(), seek(ms), setRate(rate), listen(fn) }; `fn(ms)` at every step. */
export function usePlayback(track) {
  const [state, setState] = useState({ ms: track.first, isPlaying: false });
  const [rate, setRate] = useState(60);
  const now = useRef(track.first);
  const speed = useRef(rate);
  speed.current = rate;
  const listener = useRef(null);
  // What is paused stands at once: a picture that was asked for already must not move it on.
  const isRunning = useRef(false);

  const step = useCallback((ms, isTold) => {
    now.current = Math.min(track.last, Math.max(track.first, ms));
    listener.current?.(now.current);
    if (isTold) setState((old) => ({ ...old, ms: now.current }));
  }, [track]);

  useEffect(() => {
    if (!state.isPlaying) return undefined;
    let frame = null;
    let before = performance.now();
    let told = 0;
    const run = (at) => {
      if (!isRunning.current) return;
      const passed = Math.min(250, at - before) * speed.current;
      before = at;
      const next = now.current + passed;
      const isTold = at - told >= tellMS;
      if (isTold) told = at;
      step(gapEnd(track, next) ?? next, isTold);
      if (now.current >= track.last) setState({ ms: now.current, isPlaying: false });
      else frame = requestAnimationFrame(run);
    };
    frame = requestAnimationFrame(run);
    return () => cancelAnimationFrame(frame);
  }, [state.isPlaying, track]);

  const toggle = () => {
    // At the end, playing begins anew.
    if (!state.isPlaying && now.current >= track.last) step(track.first, true);
    isRunning.current = !state.isPlaying;
    setState({ ms: now.current, isPlaying: !state.isPlaying });
  };
  const seek = (ms) => step(ms, true);
  const listen = useCallback((fn) => {
    listener.current = fn;
    fn?.(now.current);
  }, []);
  return { ...state, rate, setRate, toggle, seek, listen, by: (milliseconds) => seek(now.current + milliseconds) };
}

const takesKeys = "input:not(.track-slider), textarea, select, button, a, [role=tab], canvas, [contenteditable]";

/** Space plays and pauses, arrows go back and on; wherever the keyboard is not needed for something else. */
export function usePlaybackKeys(playback) {
  const latest = useRef(playback);
  latest.current = playback;
  useLayoutEffect(() => {
    const hear = (event) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]") || event.target.closest?.(takesKeys)) return;
      const far = event.shiftKey ? 300e3 : 10e3;
      const does = { " ": latest.current.toggle, ArrowLeft: () => latest.current.by(-far), ArrowRight: () => latest.current.by(far) }[event.key];
      if (!does) return;
      event.preventDefault();
      does();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, []);
}
