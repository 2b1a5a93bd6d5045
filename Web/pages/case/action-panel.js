// What this person may do now: the likeliest action with its form open, the others one press away.
import { html, useEffect, useLayoutEffect, useState } from "../../kit/html.js";
import { Icon } from "../../kit/icons.js";
import { Menu } from "../../kit/page.js";
import { roleName } from "../../kit/terms.js";
import { say, t } from "../../kit/texts.js";
import { ActionForm } from "./action-form.js";
import { arranged, isExpected, knowledgeOf } from "./actions.js";

/**
 * `data` is what `useCase` gives. `keys`: the digits choose an action while nobody types. `wanted` opens an action from
 * elsewhere on the page: { action, values, at }.
 */
export function ActionPanel({ data, onDone, keys = false, openFirst = true, wanted }) {
  const { item } = data;
  const { main, more } = arranged(item);
  const offers = [...main, ...more];
  // Whoever the case does not wait for gets the harmless rest as buttons.
  const shownAtOnce = main.length > 0 ? main : more.filter((offer) => !knowledgeOf(offer.action).danger);
  const behindMenu = offers.filter((offer) => !shownAtOnce.includes(offer));
  const [chosen, setChosen] = useState(null);
  const [isDirty, setDirty] = useState(false);
  // What the case no longer allows, and nobody has written in, makes room for what it does allow.
  const kept = chosen && (isDirty || offers.some((offer) => offer.action === chosen.action)) ? chosen : chosen === false ? false : null;
  const name = kept?.action ?? (openFirst && kept !== false && isExpected(main[0]) ? main[0].action : undefined);
  const offered = offers.find((offer) => offer.action === name);
  // What was begun stays open even when it is no longer offered: the words are in it.
  const shown = offered ?? (isDirty ? chosen : null);

  // Before anybody can press a key: later it would take back what they chose.
  useLayoutEffect(() => {
    // What is open stays open when the case changes and another action becomes the likeliest.
    if (offered) setChosen((old) => (old === null || (!isDirty && old.action !== name) ? offered : old));
  }, [offered?.action]);
  useEffect(() => {
    if (wanted) setChosen(offers.find((offer) => offer.action === wanted.action) ?? null);
  }, [wanted?.at]);
  useDigits(keys, shownAtOnce, setChosen);

  const done = async (next) => {
    setDirty(false);
    setChosen(null);
    await data.take(next);
    await onDone?.(next);
  };
  if (offers.length === 0 && !shown) return html`<p class="faint nothing-to-do">${waits(item)}</p>`;
  return html`<div class="act">
    ${main.length === 0 && html`<p class="faint nothing-to-do">${waits(item)}</p>`}
    <div class="act-choices" role="group" aria-label=${t("case.actions")}>
      ${shownAtOnce.map((offer, index) => html`<button key=${offer.action} type="button" class="btn" aria-pressed=${String(shown?.action === offer.action)} onClick=${() => setChosen(offer)}>
        <${Icon} name=${knowledgeOf(offer.action).icon} /> ${say(offer.name)}${keys && index < 9 && html`<kbd aria-hidden="true">${index + 1}</kbd>`}</button>`)}
      ${behindMenu.length > 0 && html`<${Menu} label=${t("case.moreActions")} showLabel=${shownAtOnce.length === 0} items=${behindMenu.map((offer) => ({
        label: say(offer.name), icon: knowledgeOf(offer.action).icon, danger: knowledgeOf(offer.action).danger, onSelect: () => setChosen(offer),
      }))} />`}
    </div>
    ${shown && html`<section class="act-form" aria-label=${say(shown.name)}>${!shownAtOnce.some((offer) => offer.action === shown.action) && html`<h3>${say(shown.name)}</h3>`}
      <${ActionForm} key=${`${item.row.id}.${shown.action}`} data=${data} offer=${offered ?? shown} isOffered=${Boolean(offered)} onDone=${done}
        preset=${wanted?.action === shown.action ? wanted : null} onDirty=${setDirty} onCancel=${() => setChosen(false)} /></section>`}
  </div>`;
}

const waits = ({ row }) => (row.turn ? t("case.waitsFor", { who: say(row.organisation?.name) && row.turn.startsWith("department") ? say(row.organisation.name) : roleName(row.turn) }) : t("case.ended"));

function useDigits(isOn, offers, choose) {
  useLayoutEffect(() => {
    if (!isOn) return undefined;
    const press = (event) => {
      const isTyping = event.target.closest?.("input, textarea, select, [contenteditable], [role=menu]") || document.querySelector("dialog[open]");
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      const offer = offers[Number(event.key) - 1];
      if (!offer) return;
      event.preventDefault();
      choose(offer);
      requestAnimationFrame(() => document.querySelector(".act-form input:not([type=hidden]), .act-form textarea")?.focus());
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [isOn, offers.map((offer) => offer.action).join()]);
}
