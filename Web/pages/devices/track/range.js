// The period of which the track is shown: usual ones by a click, others by their days and times. It is in the address.
import { html, useEffect, useState } from "../../../kit/html.js";
import { addDays, cityDayStart, today } from "../../../kit/format.js";
import { DateTimeField } from "../../../kit/form.js";
import { Icon } from "../../../kit/icons.js";
import { setQuery } from "../../../kit/router.js";
import { t } from "../../../kit/texts.js";

const weekMS = 7 * 86400e3;
const iso = (ms) => new Date(Math.floor(ms / 1000) * 1000).toISOString();

/** The period of the address; without one it is today until now. */
export const rangeOf = (query) => ({ from: query.from ?? cityDayStart(today()), to: query.to });

const quick = () => [
  ["track.lastHour", { from: iso(Date.now() - 3600e3), to: undefined }],
  ["track.today", { from: undefined, to: undefined }],
  ["track.yesterday", { from: cityDayStart(addDays(today(), -1)), to: cityDayStart(today()) }],
  ["track.lastDay", { from: iso(Date.now() - 86400e3), to: undefined }],
];

/** `longestMS` with `tooLong`, the words where it is exceeded; `onExport` saves the track as a file. */
export function Range({ range, onExport, isBusy, longestMS = weekMS, tooLong, label }) {
  const [typed, setTyped] = useState(range);
  useEffect(() => setTyped({ from: range.from, to: range.to ?? iso(Date.now()) }), [range.from, range.to]);
  const length = Date.parse(typed.to) - Date.parse(typed.from);
  const error = length <= 0 ? t("track.order") : length > longestMS ? tooLong ?? t("track.tooLong") : undefined;
  const show = (event) => {
    event.preventDefault();
    if (!error) setQuery({ from: typed.from, to: typed.to });
  };
  return html`<form class="track-range" onSubmit=${show} aria-label=${label ?? t("device.tab.track")}>
    <div class="track-quick" role="group" aria-label=${t("track.quick")}>${quick().map(([key, next]) => html`<button key=${key} type="button" class="btn" onClick=${() => setQuery(next)}>${t(key)}</button>`)}</div>
    <${DateTimeField} label=${t("track.from")} value=${typed.from} onValue=${(from) => setTyped({ ...typed, from })} />
    <${DateTimeField} label=${t("track.to")} value=${typed.to} onValue=${(to) => setTyped({ ...typed, to })} error=${error} />
    <button type="submit" class="btn" disabled=${Boolean(error) || isBusy}>${t("track.show")}</button>
    ${onExport && html`<button type="button" class="btn" onClick=${onExport}><${Icon} name="download" /> ${t("track.export")}</button>`}
  </form>`;
}
