// Moving through a table's rows by keyboard: one row is in the tab order, arrows carry it on.

export function rowKeys(event, body, { items, open, toggle, more }) {
  const row = event.target.closest("tr[data-index]");
  if (!row || event.target !== row) return;
  const at = Number(row.dataset.index);
  const last = items.length - 1;
  const to = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, Home: 0, End: last, PageDown: at + 10, PageUp: at - 10 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    // The end of what is loaded: fetch on, and stay, so that the eye keeps its place.
    if (to > last) more?.();
    focusRow(body, row, Math.max(0, Math.min(last, to)));
  } else if (event.key === "Enter" && open) {
    event.preventDefault();
    open(items[at]);
  } else if (event.key === " " && toggle) {
    event.preventDefault();
    toggle(items[at]);
  }
}

function focusRow(body, from, index) {
  const row = body.querySelector(`tr[data-index="${index}"]`);
  if (!row) return;
  from.tabIndex = -1;
  row.tabIndex = 0;
  row.focus();
  row.scrollIntoView({ block: "nearest" });
}
