// What happened, in its order; what has not happened yet at the moment of the bar is pale.
import { cx, html, useEffect, useRef } from "../../kit/html.js";
import { fullTime } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { Empty } from "../../kit/states.js";
import { t } from "../../kit/texts.js";
import { kindIcon, kindName } from "./kinds.js";

const rowsMost = 300;

/** The last event that has happened; -1 before the first. */
export function currentOf(events, ms) {
  let [low, high] = [-1, events.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (events[middle].at <= ms) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function PlayList({ events, begin, current, chosen, isKept, onChoose, hasKinds }) {
  const list = useRef(null);
  useEffect(() => {
    const row = isKept && list.current?.querySelector("[aria-current=true]");
    if (!row || list.current.matches(":focus-within")) return;
    const [top, bottom] = [row.offsetTop, row.offsetTop + row.offsetHeight];
    if (top < list.current.scrollTop || bottom > list.current.scrollTop + list.current.clientHeight) list.current.scrollTop = bottom - list.current.clientHeight * 0.6;
  }, [current, isKept]);
  if (events.length === 0) return html`<${Empty} icon="history" title=${t(hasKinds ? "playback.none" : "playback.noneShown")} text=${t("playback.noneHint")} />`;
  // Of very many only those around the moment are on the page.
  const first = Math.max(0, Math.min(current - rowsMost / 2, events.length - rowsMost));
  return html`<ol class="plain course play-list" aria-label=${t("playback.list")} ref=${list}>${events.slice(first, first + rowsMost).map((event, index) => html`<${Row} key=${event.id} event=${event} begin=${begin} isCurrent=${first + index === current} isPast=${first + index <= current} isChosen=${chosen === event.mark} onChoose=${onChoose} />`)}</ol>`;
}

function Row({ event, begin, isCurrent, isPast, isChosen, onChoose }) {
  const words = event.words();
  // The server writes logs in Chinese.
  const lang = event.kind === "incident" ? "zh-CN" : undefined;
  return html`<li class=${cx("play-row", !isPast && "is-later", event.isLoud && "is-loud")}><button type="button" class=${cx("course-row", isCurrent && "is-current")} aria-pressed=${String(isChosen)} aria-current=${isCurrent ? "true" : undefined} onClick=${() => onChoose(event)}>
      <${Icon} name=${kindIcon(event.kind)} /><span class="visually-hidden">${kindName(event.kind)}</span><span class="course-words"><span lang=${lang}>${words}</span><span class="course-detail">${event.detail}</span></span><span class="course-span">${fullTime(begin + event.at).slice(11)}</span></button>
    ${event.href && html`<a class="icon-button play-open" href=${event.href} aria-label=${t("playback.open", { name: words })} title=${t("common.openPage")}><${Icon} name="open" /></a>`}</li>`;
}
