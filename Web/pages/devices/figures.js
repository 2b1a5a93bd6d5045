// How many devices are online, by use; a figure filters the list by its use.
import { cx, html } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { setQuery } from "../../kit/router.js";
import { ErrorState } from "../../kit/states.js";
import { t } from "../../kit/texts.js";
import { UseMark, useName, uses } from "./words.js";

export function Figures({ figures, query }) {
  const { value } = figures;
  if (figures.error && !value) return html`<${ErrorState} error=${figures.error} onRetry=${figures.refresh} />`;
  const known = value ? value.uses : uses.slice(0, 6).map((use) => ({ use }));
  const all = { use: undefined, devices: value?.devices, online: value?.online };
  return html`<div class="use-figures" role="group" aria-label=${t("devices.figures")}>
      ${[all, ...known].map((each) => html`<${Figure} key=${each.use ?? "all"} figure=${each} isChosen=${each.use !== undefined && query.use === each.use} />`)}</div>
    <p class="faint use-figures-note">${t("devices.figureHint")}</p>`;
}

function Figure({ figure, isChosen }) {
  const words = figure.use ? useName(figure.use) : t("devices.allUses");
  const choose = () => setQuery({ use: isChosen ? undefined : figure.use });
  return html`<button type="button" class=${cx("use-figure", isChosen && "is-chosen")} aria-pressed=${String(isChosen)} onClick=${choose}>
    <span class="use-figure-value">${figure.devices === undefined ? "–" : html`<b>${number(figure.online)}</b><span class="faint"> / ${number(figure.devices)}</span>`}</span>
    <span class="with-mark">${figure.use && html`<${UseMark} use=${figure.use} size=${16} />`} ${words}</span></button>`;
}
