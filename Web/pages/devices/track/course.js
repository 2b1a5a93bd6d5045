// Trips, stops and gaps in their order: a click shows one of them on the map and moves the playback there.
import { cx, html, useEffect, useRef } from "../../../kit/html.js";
import { clockTime, date, metres, span as spanWords } from "../../../kit/format.js";
import { Icon } from "../../../kit/icons.js";
import { t } from "../../../kit/texts.js";
import { speedWords } from "../words.js";

const icons = { trip: "right", stop: "pause", gap: "offline" };
const names = { trip: "track.trip", stop: "track.stop", gap: "track.gap" };

export function Course({ track, ms, chosen, onChoose }) {
  const list = useRef(null);
  const current = track.course.findIndex((each) => ms >= each.fromMS && ms < each.toMS);
  // What is played is in sight, without the page moving.
  useEffect(() => {
    const row = list.current?.children[current];
    if (!row || list.current.matches(":hover, :focus-within")) return;
    const [from, to] = [row.offsetTop, row.offsetTop + row.offsetHeight];
    if (from < list.current.scrollTop || to > list.current.scrollTop + list.current.clientHeight) list.current.scrollTop = from - 40;
  }, [current]);
  const days = new Set(track.course.map((each) => date(each.from)));
  return html`<ol class="plain course" aria-label=${t("track.lists")} ref=${list}>${track.course.map((each, index) => html`<li key=${`${each.kind}${each.fromMS}`}>
    <button type="button" class=${cx("course-row", `course-${each.kind}`, index === current && "is-current")} aria-pressed=${String(chosen === each)} aria-current=${index === current ? "true" : undefined} onClick=${() => onChoose(each)}>
      <${Icon} name=${icons[each.kind]} /><span class="course-words"><span><b>${t(names[each.kind])}</b> <span class="faint">${days.size > 1 && `${date(each.from).slice(5)} `}${t("track.period", { from: clockTime(each.from), to: clockTime(each.to) })}</span></span>
      <span class="course-detail">${detail(each)}</span></span><span class="course-span">${spanWords(each.toMS - each.fromMS)}</span></button></li>`)}</ol>`;
}

function detail(each) {
  if (each.kind === "trip") return t("track.tripWords", { distance: metres(each.distanceM), speed: speedWords(each.speedMaxKPH) });
  return each.kind === "gap" ? t("track.gapWords") : "";
}
