// What changed while one reads: rows in view are renewed, but a list never jumps under the reader's eyes.
import { html, useState } from "../../kit/html.js";
import { Icon } from "../../kit/icons.js";
import { useLive } from "../../kit/live.js";
import { t } from "../../kit/texts.js";

export function useNews(list, isHeld) {
  const [ids, setIds] = useState(() => new Set());
  const refresh = () => {
    setIds(new Set());
    return list.refresh();
  };
  useLive("case.changed", (events) => {
    const known = new Set(list.items.map((row) => row.id));
    const isKnown = events.every((event) => known.has(event.data.caseID));
    const isAtTop = window.scrollY < 200 && !isHeld && !document.querySelector("dialog[open]");
    if (events.length === 0 || isAtTop || (isKnown && !isHeld)) refresh();
    else setIds((old) => new Set([...old, ...events.map((event) => event.data.caseID)]));
  }, { settle: 1500 });
  return { count: ids.size, refresh };
}

export function News({ news }) {
  return html`<div class="news" aria-live="polite">${news.count > 0 && html`<button type="button" class="btn btn-sm" onClick=${news.refresh}><${Icon} name="refresh" /> ${t("cases.news", { count: news.count })}</button>`}</div>`;
}
