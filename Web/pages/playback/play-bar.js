// The bar of time: play, how fast, and where things happened in the period.
import { cx, html, useMemo } from "../../kit/html.js";
import { fullTime } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";
import { rates, usePlaybackKeys } from "../devices/track/playback.js";

export function PlayBar({ data, events, playback, isKept, onKept }) {
  usePlaybackKeys(playback);
  const { ms, isPlaying, rate } = playback;
  const at = fullTime(data.begin + ms);
  const button = t(isPlaying ? "track.pause" : "track.play");
  return html`<section class="track-player" aria-label=${t("playback.player")}>
    <button type="button" class="btn btn-primary track-play" aria-label=${button} title=${button} onClick=${playback.toggle}><${Icon} name=${isPlaying ? "pause" : "play"} size=${20} /></button>
    <div class="track-time"><p class="track-now" data-test="playback-now"><b>${at}</b></p>
      <div class="track-bar"><${Strip} events=${events} length=${data.length} />
        <input type="range" class="track-slider" min="0" max=${data.length} step="1000" value=${ms} aria-label=${t("playback.slider")} aria-valuetext=${at} title=${t("track.keys")} onInput=${(event) => playback.seek(Number(event.target.value))} /></div></div>
    <div class="track-rates" role="group" aria-label=${t("track.rate")}>${rates.map((each) => html`<button key=${each} type="button" class=${cx("btn btn-sm", each === rate && "active")} aria-pressed=${String(each === rate)} onClick=${() => playback.setRate(each)}>${t("track.times", { rate: each })}</button>`)}</div>
    <label class="check track-keep"><input type="checkbox" class="form-check-input" checked=${isKept} onChange=${(event) => onKept(event.target.checked)} /><span>${t("playback.keep")}</span></label></section>`;
}

// A thin line for each moment; loud ones are higher.
function Strip({ events, length }) {
  const [quiet, loud] = useMemo(() => [false, true].map((isLoud) => events.filter((event) => Boolean(event.isLoud) === isLoud).map(({ at }) => `M${((at / length) * 1000).toFixed(1)} ${isLoud ? 0 : 4}V16`).join("")), [events, length]);
  return html`<svg class="play-strip" viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path class="play-quiet" d=${quiet} /><path class="play-loud" d=${loud} /></svg>`;
}
