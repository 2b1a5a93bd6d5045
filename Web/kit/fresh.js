// A list that is kept up while it is looked at: new rows wait above it, so that none moves under the hand.
import { html, useState } from "./html.js";
import { Icon } from "./icons.js";
import { useLive } from "./live.js";

const mostRead = 20;

/**
 * `topic` tells of rows; of an event, `idOf(data)` is the row, `isNew(data)` says that it has just come, and `suits(data)` that the
 * filters let it through. Rows that are shown are read again by `read(id)`. Returns [how many wait, show].
 */
export function useFresh(list, { topic, idOf, isNew, suits, read }) {
  const [fresh, setFresh] = useState(new Set());
  const show = () => {
    setFresh(new Set());
    list.refresh();
  };
  useLive(topic, (events) => {
    const changed = new Set(events.filter(({ data }) => !isNew(data)).map(({ data }) => idOf(data)));
    const shown = list.items.filter(({ id }) => changed.has(id));
    if (events.length === 0 || shown.length > mostRead || (list.fresh && list.items.length === 0)) return show();
    const come = events.filter(({ data }) => isNew(data) && suits(data)).map(({ data }) => idOf(data));
    if (come.length) setFresh((old) => new Set([...old, ...come]));
    // One that cannot be read keeps its row as it was; the next refresh tells.
    for (const { id } of shown) read(id).then((row) => list.patch(id, row), () => {});
  }, { settle: 1000 });
  return [[...fresh].filter((id) => !list.items.some((row) => row.id === id)).length, show];
}

export const FreshNote = ({ count, icon = "bell", words, button, onShow }) => html`<div role="status">${count > 0 && html`<p class="form-note fresh-note"><${Icon} name=${icon} /> ${words}
  <button type="button" class="btn btn-sm" onClick=${onShow}>${button}</button></p>`}</div>`;
