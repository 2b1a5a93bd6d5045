// The table of a list: dense, by keyboard, page by page, with a batch bar and columns that the reader chooses.
import { cx, html, useEffect, useRef, useState } from "./html.js";
import { Icon } from "./icons.js";
import { Menu } from "./page.js";
import { go } from "./router.js";
import { Empty, ErrorState } from "./states.js";
import { recall, remember } from "./store.js";
import { t } from "./texts.js";
import { number } from "./format.js";
import { SideScroll } from "./side-scroll.js";
import { rowKeys } from "./table-keys.js";

const leastRowPX = 36;

export function DataTable(props) {
  const { name, caption, columns, rowKey = "id", href, onOpen, opened, batch, empty, sort, onSort, tools } = props;
  const list = props.list ?? fixed(props.rows ?? []);
  const [hidden, setHidden] = useHidden(name, columns);
  const [selected, setSelected] = useState(() => new Map());
  const shown = columns.filter((column) => !hidden.has(column.key));
  const selection = useSelection(list.items, rowKey, selected, setSelected);
  const body = useRef(null);
  const open = (row) => (onOpen ? onOpen(row) : href && go(href(row)));
  const isFirst = list.loading && list.items.length === 0;
  const rows = useScreenful(list.items, isFirst);

  return html`<div class="table-frame" data-test=${name && `table-${name}`}>
    <div class="table-tools">
      ${selected.size > 0 && batch
        ? html`<div class="batch" role="region" aria-label=${t("table.batch")}><span>${t("table.selected", { count: number(selected.size) })}</span>
            ${batch([...selected.values()], selection.clear)}
            <button type="button" class="btn btn-sm" onClick=${selection.clear}>${t("table.clear")}</button></div>`
        : html`<span class="table-told" aria-live="polite">${told(list)}</span>`}
      <span class="table-buttons">${tools}
        ${list.refresh && html`<button type="button" class="icon-button" aria-label=${t("common.refresh")} title=${t("common.refresh")} disabled=${list.loading} onClick=${list.refresh}><${Icon} name="refresh" /></button>`}
        ${name && html`<${Menu} label=${t("table.columns")} icon="columns" items=${columns.map((column) => ({
          label: column.title, checked: !hidden.has(column.key), disabled: shown.length === 1 && !hidden.has(column.key),
          onSelect: () => setHidden(column.key),
        }))} />`}</span>
    </div>
    ${list.error && list.items.length === 0
      ? html`<${ErrorState} error=${list.error} onRetry=${list.refresh} />`
      : html`<${SideScroll} label=${caption}><table class=${cx("data", list.loading && !isFirst && "is-refreshing")} aria-busy=${String(Boolean(list.loading))}>
          <caption class="visually-hidden">${caption}</caption>
          <colgroup>${batch && html`<col class="col-check" />`}${shown.map((column) => html`<col key=${column.key} style=${column.width ? { width: `${column.width}px` } : {}} />`)}</colgroup>
          <thead><tr>${batch && html`<th scope="col" class="cell-check"><${Check} label=${t("table.selectAll")} state=${selection.all} onToggle=${selection.toggleAll} /></th>`}
            ${shown.map((column) => html`<${Head} key=${column.key} column=${column} sort=${sort} onSort=${onSort} />`)}</tr></thead>
          <tbody ref=${body} onKeyDown=${(event) => rowKeys(event, body.current, { items: list.items, open, toggle: batch && selection.toggle, more: list.more })}>
            ${isFirst ? html`<${Skeleton} columns=${shown} batch=${batch} />` : rows.map((row, index) => html`<${Row} key=${row[rowKey]} row=${row} index=${index}
              columns=${shown} href=${href} open=${onOpen || href ? open : null} isOpened=${opened !== undefined && opened === row[rowKey]}
              check=${batch && { on: selected.has(row[rowKey]), toggle: () => selection.toggle(row) }} />`)}
          </tbody></table><//>`}
    ${!isFirst && !list.error && list.items.length === 0 && html`<${Empty} ...${empty ?? {}} />`}
    ${list.items.length > 0 && html`<${More} list=${list} />`}
  </div>`;
}

/** Of rows that have just come, what the screen holds is drawn first and the others right after: it is seen in half the time. */
function useScreenful(items, isFirst) {
  const [isWhole, setWhole] = useState(!isFirst);
  useEffect(() => setWhole(!isFirst), [isFirst]);
  return isWhole ? items : items.slice(0, Math.ceil(innerHeight / leastRowPX) + 5);
}

const fixed = (rows) => ({ items: rows, loading: false, error: null, done: true });

const told = (list) => {
  if (list.loading && list.items.length === 0) return t("common.loading");
  if (list.items.length === 0) return "";
  return list.next ? t("table.shownMore", { count: number(list.items.length) }) : t("table.shown", { count: number(list.items.length) });
};

function useHidden(name, columns) {
  const usual = columns.filter((column) => column.hidden).map((column) => column.key);
  const [hidden, setHidden] = useState(() => new Set((name && recall(`columns.${name}`)) ?? usual));
  const toggle = (key) => {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    setHidden(next);
    remember(`columns.${name}`, [...next]);
  };
  return [hidden, toggle];
}

// Rows that leave the list leave the selection: nothing is done to what is not seen.
function useSelection(items, rowKey, selected, setSelected) {
  useEffect(() => {
    const there = new Map(items.map((row) => [row[rowKey], row]));
    const kept = [...selected.keys()].filter((key) => there.has(key));
    if (selected.size) setSelected(new Map(kept.map((key) => [key, there.get(key)])));
  }, [items]);
  const count = items.filter((row) => selected.has(row[rowKey])).length;
  return {
    all: count === 0 ? "none" : count === items.length ? "all" : "some",
    clear: () => setSelected(new Map()),
    toggle(row) {
      const next = new Map(selected);
      if (!next.delete(row[rowKey])) next.set(row[rowKey], row);
      setSelected(next);
    },
    toggleAll: () => setSelected(count === items.length ? new Map() : new Map(items.map((row) => [row[rowKey], row]))),
  };
}

function Check({ label, state, onToggle }) {
  const box = useRef(null);
  useEffect(() => {
    box.current.indeterminate = state === "some";
  }, [state]);
  return html`<input type="checkbox" class="form-check-input" ref=${box} aria-label=${label} checked=${state === "all"} onChange=${onToggle} />`;
}

function Head({ column, sort, onSort }) {
  const isSorted = sort?.key === column.key;
  const order = isSorted ? (sort.descending ? "descending" : "ascending") : undefined;
  const turn = () => onSort({ key: column.key, descending: isSorted ? !sort.descending : false });
  return html`<th scope="col" class=${column.align === "end" ? "end" : ""} aria-sort=${order}>
    ${column.sort && onSort ? html`<button type="button" class="sort" onClick=${turn}>${column.title}<${Icon} name=${isSorted ? (sort.descending ? "down" : "up") : "sort"} size=${12} /></button>` : column.title}</th>`;
}

function Row({ row, index, columns, href, open, isOpened, check }) {
  const main = columns.find((column) => column.phone === "title") ?? columns[0];
  const press = (event) => {
    if (!open || event.target.closest("a, button, input, label, select") || String(getSelection()).length > 0) return;
    if (event.ctrlKey || event.metaKey) window.open(href?.(row));
    else open(row);
  };
  return html`<tr class=${cx(open && "can-open", isOpened && "is-opened", check?.on && "is-selected")} tabindex=${index === 0 ? 0 : -1} data-index=${index}
      aria-selected=${check ? String(check.on) : undefined} onClick=${press}>
    ${check && html`<td class="cell-check"><${Check} label=${t("table.select")} state=${check.on ? "all" : "none"} onToggle=${check.toggle} /></td>`}
    ${columns.map((column) => {
      const inside = column.cell(row);
      const linked = column === main && href ? html`<a class="row-link" href=${href(row)}>${inside}</a>` : inside;
      return html`<td key=${column.key} data-title=${column.title} data-phone=${column.phone ?? (column === main ? "title" : "line")}
        class=${cx(column.align === "end" && "end", column.wrap && "wrap")} title=${column.text?.(row)}>${linked}</td>`;
    })}
  </tr>`;
}

function Skeleton({ columns, batch }) {
  return Array.from({ length: 8 }, (_, index) => html`<tr key=${`s${index}`} class="skeleton-row" aria-hidden="true">${batch && html`<td></td>`}
    ${columns.map((column) => html`<td key=${column.key}><span class="skeleton-line"></span></td>`)}</tr>`);
}

function More({ list }) {
  if (list.error) {
    return html`<div class="table-more" role="alert">${list.error.message} <button type="button" class="btn btn-sm" onClick=${list.next ? list.more : list.refresh}>${t("common.retry")}</button></div>`;
  }
  if (!list.next) return null;
  return html`<div class="table-more"><button type="button" class="btn" disabled=${list.loadingMore} onClick=${list.more}>
    ${list.loadingMore ? t("common.loading") : t("table.more")}</button></div>`;
}
