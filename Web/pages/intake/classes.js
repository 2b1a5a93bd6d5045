// What it is: classes that the words may mean, chosen by a digit, with the condition and the limit at once.
import { cx, html, useEffect, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { allClasses } from "../../kit/fields/class-picker.js";
import { ClassPicker, RadioGroup } from "../../kit/form.js";
import { classKindName } from "../../kit/terms.js";
import { say, t } from "../../kit/texts.js";
import { isComposing } from "./keys.js";

const pauseMS = 180;

/** Cases name a class without its edition. */
export const shortKey = (key) => key.split("/").slice(-3).join("/");

/** Suggestions while one writes; what was asked before and comes late is dropped. */
export function useSuggestions(words) {
  const [state, setState] = useState({ items: [], for: "" });
  const text = words.trim();
  useEffect(() => {
    if (text.length < 2) {
      setState({ items: [], for: text });
      return undefined;
    }
    const control = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const { items } = await get("/classes/suggestions", { words: text, limit: 9 }, { signal: control.signal });
        setState({ items: items.slice(0, 9), for: text });
      } catch (error) {
        // The class can be looked up by name, or left to the acceptor: a call does not wait for suggestions.
        if (error.name !== "AbortError") setState({ items: [], for: text, error });
      }
    }, pauseMS);
    return () => {
      control.abort();
      clearTimeout(timer);
    };
  }, [text]);
  return { ...state, isReady: state.for === text };
}

/** The list that digits choose from. Arrows move, Enter takes. */
export function Suggestions({ suggestions, chosen, onChoose }) {
  const { items } = suggestions;
  const [at, setAt] = useState(0);
  useEffect(() => setAt(0), [items]);
  const keys = (event) => {
    if (isComposing(event) || items.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) setAt((at + step + items.length) % items.length);
    else if (event.key === "Enter" || event.key === " ") onChoose(items[at]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const isEmpty = items.length === 0;
  return html`<div class="field"><p class="like-label" id="suggestions-label">${t("intake.suggestions")}<span class="faint"> ${t("intake.suggestionsHint")}</span></p>
    ${isEmpty && html`<p class="suggestions faint">${t(suggestions.error ? "intake.suggestionsFailed" : suggestions.for.length < 2 ? "intake.suggestionsBefore" : "intake.suggestionsNone")}</p>`}
    ${!isEmpty && html`<ul class="suggestions" role="listbox" tabindex="0" aria-labelledby="suggestions-label" aria-activedescendant=${`suggestion-${at}`} onKeyDown=${keys}>
      ${items.map((item, index) => html`<li key=${item.key} id=${`suggestion-${index}`} role="option" aria-selected=${String(shortKey(item.key) === chosen)}
        class=${cx("suggestion", index === at && "is-at", shortKey(item.key) === chosen && "is-chosen")} onClick=${() => onChoose(item)}>
        <kbd>${index + 1}</kbd><span class="suggestion-name">${say(item.name)}</span><span class="suggestion-big">${say(item.bigName)}</span></li>`)}
    </ul>`}</div>`;
}

/** The class by key, with its conditions; all are read once, so it is there at once. */
function useClass(key) {
  const [found, setFound] = useState(null);
  useEffect(() => {
    let isLate = false;
    setFound(null);
    if (key) allClasses().then((all) => !isLate && setFound(all.find((each) => shortKey(each.key) === key) ?? null), () => {});
    return () => { isLate = true; };
  }, [key]);
  return found && shortKey(found.key) === key ? found : null;
}

export function ChosenClass({ draft }) {
  const { smallClass, condition } = draft.values;
  const found = useClass(smallClass);
  useEffect(() => {
    if (found && !found.conditions.some((each) => each.code === condition)) draft.set("condition", found.conditions.length === 1 ? found.conditions[0].code : "");
  }, [found]);
  return html`<${ClassPicker} form=${draft} name="smallClass" label=${t("intake.class")} placeholder=${t("intake.classSearch")} />
    ${found && html`<${Conditions} draft=${draft} found=${found} />`}`;
}

function Conditions({ draft, found }) {
  const { conditions } = found;
  if (conditions.length === 0) return html`<p class="condition faint">${t("intake.noConditions")}</p>`;
  if (conditions.length === 1) return html`<div class="condition" aria-live="polite"><${Condition} condition=${conditions[0]} found=${found} /></div>`;
  return html`<div class="condition"><${RadioGroup} form=${draft} name="condition" label=${t("intake.condition")}
    options=${conditions.map((each) => ({ value: each.code, label: say(each.filing), hint: limitWords(each) }))} /></div>`;
}

const limitWords = (condition) => `${t("intake.limit", { limit: say(condition.limit.text) })} · ${t("intake.closing", { words: say(condition.closing) })}`;

function Condition({ condition, found }) {
  return html`<p class="condition-limit"><strong>${t("intake.limit", { limit: say(condition.limit.text) })}</strong><span class="faint">${classKindName(found.kind)} · ${say(found.bigName)}</span></p>
    <p>${t("intake.filing", { words: say(condition.filing) })} · ${t("intake.closing", { words: say(condition.closing) })}</p>`;
}
