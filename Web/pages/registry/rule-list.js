// The rules in their order: moved by dragging or by keyboard, changed in a form, found by words.
import { cx, html, useRef, useState } from "../../kit/html.js";
import { Icon } from "../../kit/icons.js";
import { useOrganisations } from "../../kit/names.js";
import { Menu } from "../../kit/page.js";
import { Empty } from "../../kit/states.js";
import { say, t } from "../../kit/texts.js";
import { RuleForm } from "./rule-form.js";
import { matchesRule, RuleWords, TargetWords } from "./rule-words.js";

export function RuleList({ edits, set, classes, mayEdit }) {
  const [words, setWords] = useState("");
  const [open, setOpen] = useState(null);
  const [told, setTold] = useState("");
  const organisations = useOrganisations();
  const drag = useDrag(edits.move);
  const list = useRef(null);
  const isSearching = Boolean(words.trim());
  const shown = edits.rows.map((row, index) => ({ ...row, index })).filter((row) => !isSearching || matchesRule(row.rule, words.trim(), classes, organisations));
  const warnings = new Map((set.warnings ?? []).map((each) => [each.rule, each]));
  const move = (from, to) => {
    if (to < 0 || to >= edits.rows.length || from === to) return;
    const { mark, rule } = edits.rows[from];
    edits.move(from, to);
    setTold(t("rules.moved", { name: rule.name, position: to + 1 }));
    requestAnimationFrame(() => list.current?.querySelector(`[data-handle="${mark}"]`)?.focus());
  };
  const keys = (index) => (event) => {
    const to = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: edits.rows.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(index, to);
  };
  const put = (rule) => {
    if (open.mark) edits.replace(open.mark, rule);
    else edits.insert(open.at, rule);
    setOpen(null);
  };
  return html`<div class="rules-bar"><label class="filter-text"><span class="visually-hidden">${t("routing.find")}</span><${Icon} name="search" /><input class="form-control" type="search" value=${words} placeholder=${t("routing.find")} onInput=${(event) => setWords(event.target.value)} /></label>
      ${warnings.size > 0 && html`<span><${Icon} name="warn" /> ${t("rules.warnings", { count: warnings.size })}</span>`}
      ${isSearching && html`<span class="faint" role="status">${t("routing.foundRules", { count: shown.length })}</span>`}
      ${mayEdit && html`<button type="button" class="btn rules-add" onClick=${() => setOpen({ at: edits.rows.length })}><${Icon} name="plus" /> ${t("rules.add")}</button>`}</div>
    ${edits.rows.length === 0 ? html`<${Empty} icon="rules" title=${t("rules.none")} text=${t("rules.noneHint")} />` : html`<ol class="rules panel" aria-label=${t("rules.list")} ref=${list} data-test="rules">
      ${shown.map(({ mark, rule, index }) => html`<${Row} key=${mark} mark=${mark} rule=${rule} index=${index} classes=${classes} mayEdit=${mayEdit} mayMove=${mayEdit && !isSearching} drag=${drag} onKey=${keys(index)}
        warning=${warnings.get(rule.name)} errors=${edits.errors[mark]} onOpen=${() => setOpen({ mark, rule })} onInsert=${() => setOpen({ at: index })}
        onCopy=${() => setOpen({ at: index + 1, rule: { ...rule, name: t("rules.copyName", { name: rule.name }) } })} onDrop=${() => edits.remove(mark)} />`)}</ol>`}
    <p class="visually-hidden" aria-live="assertive">${told}</p>
    ${open && html`<${RuleForm} rule=${open.rule} isNew=${!open.mark} classes=${classes} others=${edits.rows.filter((row) => row.mark !== open.mark).map((row) => row.rule.name)} onPut=${put} onClose=${() => setOpen(null)} />`}`;
}

/** Dragging by the pointer; the row shows where it would fall. */
function useDrag(onMove) {
  const [state, setState] = useState({ from: null, over: null });
  return {
    ...state,
    of: (index) => ({
      draggable: true,
      onDragStart: (event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", String(index));
        setState({ from: index, over: null });
      },
      onDragOver: (event) => {
        if (state.from === null) return;
        event.preventDefault();
        if (state.over !== index) setState({ from: state.from, over: index });
      },
      onDrop: (event) => {
        event.preventDefault();
        if (state.from !== null && state.from !== index) onMove(state.from, index);
        setState({ from: null, over: null });
      },
      onDragEnd: () => setState({ from: null, over: null }),
    }),
  };
}

function Row({ mark, rule, index, classes, mayEdit, mayMove, drag, onKey, warning, errors, onOpen, onInsert, onCopy, onDrop }) {
  const over = drag.over === index && drag.from !== null && drag.from !== index;
  return html`<li class=${cx("rule", over && (drag.from < index ? "drop-after" : "drop-before"), drag.from === index && "is-dragged", errors && "rule-bad")} ...${mayMove ? drag.of(index) : {}}>
    ${mayMove && html`<button type="button" class="icon-button rule-handle" data-handle=${mark} aria-label=${t("rules.handle", { name: rule.name })} title=${t("rules.handle", { name: rule.name })} onKeyDown=${onKey}><${Icon} name="sort" /></button>`}
    <span class="rule-number">${index + 1}</span>
    <div class="rule-body"><div class="rule-name">${rule.name}</div><${RuleWords} rule=${rule} classes=${classes} /><${TargetWords} rule=${rule} />
      ${warning && html`<p class="rule-warning"><${Icon} name="warn" size=${12} /> ${say(warning.message)}</p>`}
      ${(errors ?? []).map((text) => html`<p key=${text} class="field-error"><${Icon} name="error" size=${12} /> ${text}</p>`)}</div>
    ${mayEdit && html`<div class="rule-buttons"><button type="button" class="btn btn-sm" aria-label=${t("rules.editNamed", { name: rule.name })} onClick=${onOpen}>${t("rules.edit")}</button>
      <${Menu} label=${t("rules.moreNamed", { name: rule.name })} items=${[{ label: t("rules.insert"), icon: "plus", onSelect: onInsert }, { label: t("rules.duplicate"), icon: "copy", onSelect: onCopy }, { label: t("rules.delete"), icon: "trash", danger: true, onSelect: onDrop }]} /></div>`}
  </li>`;
}
