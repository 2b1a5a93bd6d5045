// The next and the previous case of the list that one came from: by button, and by “[” and “]”.
import { html, useLayoutEffect } from "../../kit/html.js";
import { Icon } from "../../kit/icons.js";
import { go } from "../../kit/router.js";
import { t } from "../../kit/texts.js";

export function TrailLinks({ trail }) {
  if (!trail) return null;
  return html`<nav class="trail" aria-label=${t("case.trail")}>
    <${Step} number=${trail.previous} icon="left" label=${t("case.previous")} />
    <span class="faint">${trail.at}/${trail.count}</span>
    <${Step} number=${trail.next} icon="right" label=${t("case.next")} /></nav>`;
}

function Step({ number, icon, label }) {
  if (!number) return html`<button type="button" class="icon-button icon-button-frame" disabled aria-label=${label}><${Icon} name=${icon} /></button>`;
  return html`<a class="icon-button icon-button-frame" href=${`/cases/${number}`} aria-label=${label} title=${label}><${Icon} name=${icon} /></a>`;
}

export function useTrailKeys(trail) {
  useLayoutEffect(() => {
    if (!trail) return undefined;
    const press = (event) => {
      const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]");
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      const number = { "[": trail.previous, "]": trail.next }[event.key];
      if (number) go(`/cases/${number}`);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [trail?.previous, trail?.next]);
}
