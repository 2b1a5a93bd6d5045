// A field that searches while one types: a combobox as WAI-ARIA describes it.
import { cx, html, useEffect, useRef, useState } from "../html.js";
import { Icon } from "../icons.js";
import { t } from "../texts.js";
import { described, Field, useField } from "./field.js";

const typingPauseMS = 200;

/**
 * `search(text, signal)` gives [{ value, label, detail }]; `show(value)` gives the label of a value that is set.
 * `onChoose(option)` tells the whole option where more than its value is needed; `after` stands beside the field.
 */
export function SearchSelect(props) {
  const field = useField(props);
  const box = useSearch(props, field);
  const root = useRef(null);
  const listID = `${field.id}-list`;

  const choose = (option) => {
    box.close(option);
    field.set?.(option?.value);
    props.onChoose?.(option);
  };
  const keys = (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!box.isOpen) box.open();
      else box.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && box.isOpen && box.options[box.at]) {
      event.preventDefault();
      choose(box.options[box.at]);
    } else if (event.key === "Escape" && box.isOpen) {
      event.preventDefault();
      event.stopPropagation();
      box.close();
    }
  };
  const leave = (event) => !root.current?.contains(event.relatedTarget) && box.close();

  return html`<${Field} ...${props} id=${field.id} error=${field.error}><div class="combo-row"><div class="combo" ref=${root} onfocusout=${leave}>
    <input class="form-control" type="text" role="combobox" aria-autocomplete="list" aria-expanded=${String(box.isOpen)} aria-controls=${listID} autocomplete="off" spellcheck=${false}
      aria-activedescendant=${box.isOpen && box.options[box.at] ? `${listID}-${box.at}` : undefined} placeholder=${props.placeholder ?? t("form.search")} disabled=${props.disabled}
      aria-label=${props.label ? undefined : props.ariaLabel} value=${box.text} ...${described(field, props)} onClick=${() => !box.isOpen && box.open()} onInput=${(event) => box.type(event.target.value)} onKeyDown=${keys} />
    ${field.value && !props.disabled
      ? html`<button type="button" class="icon-button combo-clear" aria-label=${t("form.clear", { label: props.label ?? "" })} onClick=${() => choose(null)}><${Icon} name="close" /></button>`
      : html`<span class="combo-mark"><${Icon} name="search" /></span>`}
    ${box.isOpen && html`<${Options} box=${box} id=${listID} label=${props.label ?? props.ariaLabel} choose=${choose} nothing=${props.nothing} />`}
  </div>${props.after}</div><//>`;
}

function Options({ box, id, label, choose, nothing }) {
  return html`<ul class="combo-list" role="listbox" id=${id} aria-label=${label}>
    ${box.options.map((option, index) => html`<li key=${option.value} id=${`${id}-${index}`} role="option" class=${cx(index === box.at && "is-active")} aria-selected=${String(index === box.at)}
      onPointerDown=${(event) => event.preventDefault()} onClick=${() => choose(option)} style=${option.depth ? { paddingInlineStart: `${8 + option.depth * 16}px` } : {}}>
      <span>${option.label}</span>${option.detail && html`<span class="combo-detail">${option.detail}</span>`}</li>`)}
    ${box.options.length === 0 && html`<li class="combo-none" role="presentation">${box.error ? box.error.message : box.isBusy ? t("common.loading") : nothing ?? t("form.nothingFound")}</li>`}
  </ul>`;
}

function useSearch({ search, show, label: _ }, field) {
  const [state, setState] = useState({ text: "", options: [], at: 0, isOpen: false, isBusy: false, error: null });
  const put = (change) => setState((old) => ({ ...old, ...change }));
  const known = useRef(new Map());
  const running = useRef(null);
  const timer = useRef(null);

  useEffect(() => () => {
    running.current?.abort();
    clearTimeout(timer.current);
  }, []);
  useEffect(() => {
    let isLate = false;
    const value = field.value;
    if (!value) put({ text: "" });
    else if (known.current.has(value)) put({ text: known.current.get(value) });
    else Promise.resolve(show?.(value)).then((text) => !isLate && put({ text: text ?? value }), () => !isLate && put({ text: value }));
    return () => { isLate = true; };
  }, [field.value]);

  const run = async (text) => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    put({ isBusy: true, error: null });
    try {
      const options = await search(text, control.signal);
      if (!control.signal.aborted) put({ options, at: 0, isBusy: false });
    } catch (error) {
      if (!control.signal.aborted) put({ options: [], error, isBusy: false });
    }
  };
  return {
    ...state,
    open() {
      put({ isOpen: true });
      run("");
    },
    type(text) {
      put({ text, isOpen: true });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => run(text.trim()), typingPauseMS);
    },
    move: (step) => setState((old) => ({ ...old, at: (old.at + step + old.options.length) % Math.max(1, old.options.length) })),
    close(option) {
      clearTimeout(timer.current);
      running.current?.abort();
      if (option) known.current.set(option.value, option.label);
      const text = option ? option.label : option === null ? "" : field.value ? known.current.get(field.value) ?? state.text : "";
      put({ isOpen: false, text, options: [] });
    },
  };
}
