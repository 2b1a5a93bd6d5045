// The wall's head: city, day and time, what is open and over, whether the line lives.
import { html, useEffect, useState } from "../../kit/html.js";
import { city } from "../../kit/city.js";
import { clockTime, day as dayWords, fullTime, number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { Lamp } from "../../kit/lamp.js";
import { liveState, reconnect } from "../../kit/live.js";
import { useStore } from "../../kit/store.js";
import { language, say, setLanguage, t } from "../../kit/texts.js";
import { isDark, theme } from "../../kit/theme.js";
import { useSecond } from "./clock.js";
import { openCases } from "./links.js";

export function WallHead({ wall }) {
  const { name } = useStore(city);
  const { overview } = wall;
  return html`<header class="wall-head">
    <h1 tabindex="-1">${t("wall.title", { city: say(name) })}</h1>
    <p class="wall-totals">
      <a href=${openCases()} data-figure="open">${t("wall.open")} <strong>${overview ? number(overview.open) : "–"}</strong></a>
      <a href=${openCases({ lamp: "red" })} data-figure="red"><${Lamp} lamp="red" quiet=${true} /> ${t("wall.red")} <strong>${overview ? number(overview.lamps.red ?? 0) : "–"}</strong></a>
      <a href=${openCases({ lamp: "yellow" })} data-figure="yellow"><${Lamp} lamp="yellow" quiet=${true} /> ${t("wall.yellow")} <strong>${overview ? number(overview.lamps.yellow ?? 0) : "–"}</strong></a>
    </p>
    <${Line} wall=${wall} /><${Clock} day=${wall.day} /><${Settings} />
  </header>`;
}

function Clock({ day }) {
  const now = useSecond();
  return html`<p class="wall-clock"><span>${dayWords(day)}</span><time>${fullTime(now).slice(11)}</time></p>`;
}

/** Silence must not look like calm: a lost line is said, with the time of what is shown. */
function Line({ wall }) {
  const state = useStore(liveState);
  const isDown = state === "down" || wall.error?.offline;
  const trouble = isDown ? t("wall.lineDown", { time: clockTime(wall.at ?? Date.now()) }) : wall.error || wall.caseError ? (wall.error ?? wall.caseError).message : wall.truncated ? t("wall.truncated") : null;
  const again = () => {
    reconnect();
    wall.refresh();
  };
  if (!trouble) return html`<p class=${`wall-line line-${state}`} role="status"><span class="line-dot" aria-hidden="true"></span>${t(state === "live" ? "wall.live" : "wall.connecting")}</p>`;
  return html`<p class="wall-line line-down" role="alert"><${Icon} name="offline" /> ${trouble} ${isDown && html`<button type="button" class="wall-button" onClick=${again}>${t("common.retry")}</button>`}</p>`;
}

function Settings() {
  useStore(theme);
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    const look = () => setFull(Boolean(document.fullscreenElement));
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, []);
  const toggleFull = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.())?.catch(() => {});
  const button = (label, inside, act) => html`<button type="button" class="wall-button" aria-label=${label} title=${label} onClick=${act}>${inside}</button>`;
  return html`<p class="wall-settings">
    ${button(t(isDark() ? "theme.light" : "theme.dark"), html`<${Icon} name=${isDark() ? "sun" : "moon"} size=${20} />`, () => theme.set(isDark() ? "light" : "dark"))}
    ${button(t("shell.otherLanguage"), language.get() === "zh" ? "EN" : "中", () => setLanguage(language.get() === "zh" ? "en" : "zh"))}
    ${button(t(isFull ? "wall.leaveFull" : "wall.full"), html`<${Icon} name="wall" size=${20} />`, toggleFull)}
    <a class="wall-button" href="/" aria-label=${t("wall.leave")} title=${t("wall.leave")}><${Icon} name="leave" size=${20} /></a></p>`;
}
