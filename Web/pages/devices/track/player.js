// The playback's controls: play, time, how fast, and where trips, stops and gaps lie in the time.
import { cx, html } from "../../../kit/html.js";
import { fullTime } from "../../../kit/format.js";
import { Icon } from "../../../kit/icons.js";
import { t } from "../../../kit/texts.js";
import { speedWords } from "../words.js";
import { rates, usePlaybackKeys } from "./playback.js";
import { placeAt } from "./way.js";

export function Player({ track, playback, isKept, onKept }) {
  usePlaybackKeys(playback);
  const { ms, isPlaying, rate } = playback;
  const { speed } = placeAt(track, ms);
  const words = t("track.at", { time: fullTime(track.start + ms), speed: speedWords(speed) });
  const button = t(isPlaying ? "track.pause" : "track.play");
  return html`<section class="track-player" aria-label=${t("track.player")}>
    <button type="button" class="btn btn-primary track-play" aria-label=${button} title=${button} onClick=${playback.toggle}><${Icon} name=${isPlaying ? "pause" : "play"} size=${20} /></button>
    <div class="track-time">
      <p class="track-now" data-test="track-now"><b>${fullTime(track.start + ms)}</b> <span>${speedWords(speed)}</span></p>
      <div class="track-bar"><${Strip} track=${track} />
        <input type="range" class="track-slider" min=${track.first} max=${track.last} step="1000" value=${ms} aria-label=${t("track.slider")} aria-valuetext=${words} title=${t("track.keys")} onInput=${(event) => playback.seek(Number(event.target.value))} /></div>
    </div>
    <div class="track-rates" role="group" aria-label=${t("track.rate")}>${rates.map((each) => html`<button key=${each} type="button" class=${cx("btn btn-sm", each === rate && "active")} aria-pressed=${String(each === rate)} onClick=${() => playback.setRate(each)}>${t("track.times", { rate: each })}</button>`)}</div>
    <label class="check track-keep"><input type="checkbox" class="form-check-input" checked=${isKept} onChange=${(event) => onKept(event.target.checked)} /><span>${t("track.keep")}</span></label>
  </section>`;
}

// Trips are full, stops are thin, gaps are hatched.
function Strip({ track }) {
  const length = Math.max(1, track.last - track.first);
  const share = (ms) => (Math.min(track.last, Math.max(track.first, ms)) - track.first) / length * 100;
  return html`<div class="track-strip" aria-hidden="true">${track.course.map((each) => {
    const left = share(each.fromMS);
    return html`<span key=${`${each.kind}${each.fromMS}`} class=${`strip-${each.kind}`} style=${{ left: `${left}%`, width: `${Math.max(0.15, share(each.toMS) - left)}%` }}></span>`;
  })}</div>`;
}
