// A class of the tables: found by everyday words, or by looking through the big classes.
import { html, useEffect, useState } from "../html.js";
import { get } from "../api.js";
import { Dialog } from "../dialog.js";
import { Icon } from "../icons.js";
import { Tabs } from "../page.js";
import { ErrorState, Loading } from "../states.js";
import { classKinds } from "../terms.js";
import { say, t } from "../texts.js";
import { SearchSelect } from "./search-select.js";

let classes = null;

/** All classes in force, read once. */
export function allClasses() {
  classes ??= readAll().catch((error) => {
    classes = null;
    throw error;
  });
  return classes;
}

async function readAll() {
  const all = [];
  let cursor;
  do {
    const page = await get("/classes", { limit: 500, cursor });
    all.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return all;
}

/** “暴露垃圾” for `event/01/10`, “市容环境” for `event/01`. */
export async function className(key) {
  const known = (await allClasses()).find((each) => each.key === key || each.key.endsWith(`/${key}`));
  if (known) return say(known.name);
  const inside = (await allClasses()).find((each) => `${each.kind}/${each.big}` === key || each.kind === key);
  return inside ? say(inside.bigName) : key;
}

const option = (each) => ({ value: short(each.key), label: say(each.name), detail: say(each.bigName), item: each });

// Cases are filed under `kind/big/small`; a key with the edition in front names the same class.
const short = (key) => key.split("/").slice(-3).join("/");

export function ClassPicker(props) {
  const [isBrowsing, setBrowsing] = useState(false);
  const [picked, setPicked] = useState(null);
  const search = async (text, signal) => {
    if (!text) return (await allClasses()).filter((each) => !props.kind || each.kind === props.kind).slice(0, 30).map(option);
    const { items } = await get("/classes/suggestions", { words: text, kind: props.kind, limit: 15 }, { signal });
    return items.map(option);
  };
  const choose = (each) => {
    setPicked(each);
    if (props.form) props.form.set(props.name, each.value);
    else props.onValue?.(each.value);
    props.onChoose?.(each);
    setBrowsing(false);
  };
  const browse = html`<button type="button" class="btn" disabled=${props.disabled} onClick=${() => setBrowsing(true)}><${Icon} name="tree" /> ${t("pick.browse")}</button>`;
  return html`<${SearchSelect} ...${props} key=${picked?.value} search=${search} show=${className} after=${browse} placeholder=${props.placeholder ?? t("pick.class")} nothing=${t("pick.noClass")} />
    ${isBrowsing && html`<${Browser} kind=${props.kind} onChoose=${choose} onClose=${() => setBrowsing(false)} whole=${props.whole} />`}`;
}

function Browser({ kind, onChoose, onClose, whole }) {
  const [state, setState] = useState({ items: null, error: null });
  const [shownKind, setShownKind] = useState(kind ?? "event");
  const [big, setBig] = useState(null);
  const load = () => allClasses().then((items) => setState({ items, error: null }), (error) => setState({ items: null, error }));
  useEffect(() => { load(); }, []);
  const ofKind = (state.items ?? []).filter((each) => each.kind === shownKind);
  const bigs = [...new Map(ofKind.map((each) => [each.big, each.bigName])).entries()];
  const open = big ?? bigs[0]?.[0];
  return html`<${Dialog} open=${true} size="large" title=${t("pick.browseTitle")} onClose=${onClose}>
    ${!kind && html`<${Tabs} label=${t("pick.kind")} value=${shownKind} onValue=${(next) => { setShownKind(next); setBig(null); }} tabs=${classKinds().map((each) => ({ id: each.value, title: each.label }))} />`}
    ${state.error ? html`<${ErrorState} error=${state.error} onRetry=${load} />` : !state.items ? html`<${Loading} rows=${8} />` : html`<div class="class-columns">
      <ul class="class-list" aria-label=${t("pick.bigClasses")}>${bigs.map(([code, name]) => html`<li key=${code}><button type="button" aria-pressed=${String(code === open)} onClick=${() => setBig(code)}><span class="code">${code}</span> ${say(name)}</button></li>`)}</ul>
      <ul class="class-list" aria-label=${t("pick.smallClasses")}>
        ${whole && open && html`<li><button type="button" onClick=${() => onChoose({ value: `${shownKind}/${open}`, label: say(bigs.find(([code]) => code === open)[1]) })}>${t("pick.wholeClass")}</button></li>`}
        ${ofKind.filter((each) => each.big === open).map((each) => html`<li key=${each.key}><button type="button" onClick=${() => onChoose(option(each))}><span class="code">${each.small}</span> ${say(each.name)}</button></li>`)}</ul>
    </div>`}<//>`;
}
