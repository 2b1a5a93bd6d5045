// The columns of lists of cases: the same words and order wherever cases stand in rows.
import { html } from "../../kit/html.js";
import { DueClock } from "../../kit/clockbar.js";
import { Time } from "../../kit/format.js";
import { roleName, sourceName } from "../../kit/terms.js";
import { say, t } from "../../kit/texts.js";
import { Marks, StateBadge } from "./badges.js";

/** Long words end in dots; the whole stands in the cell's title. */
const clipped = (text, size) => html`<span class=${`clip clip-${size}`}>${text}</span>`;
const smallName = (row) => say(row.smallClass?.name).split(" › ").at(-1);

export const caseColumns = () => ({
  due: { key: "due", title: t("case.column.due"), width: 176, cell: (row) => html`<${DueClock} row=${row} />` },
  number: { key: "number", title: t("case.column.number"), width: 168, phone: "title", cell: (row) => html`<span class="code">${row.number}</span>` },
  state: { key: "state", title: t("case.column.state"), width: 150, cell: (row) => html`<${StateBadge} row=${row} /> <${Marks} row=${row} />` },
  class: { key: "class", title: t("case.column.class"), width: 150, cell: (row) => clipped(smallName(row), "short"), text: (row) => say(row.smallClass?.name) },
  words: { key: "words", title: t("case.column.words"), cell: (row) => clipped(row.description, "long"), text: (row) => row.description },
  address: { key: "address", title: t("case.column.address"), width: 200, cell: (row) => clipped(row.address, "short"), text: (row) => row.address },
  area: { key: "area", title: t("case.column.area"), width: 180, phone: "none", cell: (row) => clipped(say(row.area.name), "short"), text: (row) => say(row.area.name) },
  organisation: { key: "organisation", title: t("case.column.organisation"), width: 180, cell: (row) => clipped(say(row.organisation?.name), "short"), text: (row) => say(row.organisation?.name) },
  turn: { key: "turn", title: t("case.column.turn"), width: 110, hidden: true, phone: "none", cell: (row) => roleName(row.turn) },
  source: { key: "source", title: t("case.column.source"), width: 110, phone: "none", cell: (row) => sourceName(row.source) },
  reported: { key: "reported", title: t("case.column.reported"), width: 116, cell: (row) => html`<${Time} at=${row.reportedAt} />` },
  closed: { key: "closed", title: t("case.column.closed"), width: 116, hidden: true, phone: "none", cell: (row) => html`<${Time} at=${row.closedAt} />` },
  totalDue: { key: "totalDue", title: t("case.column.totalDue"), width: 116, hidden: true, phone: "none", cell: (row) => html`<${Time} at=${row.dueAt} />` },
  grid: { key: "grid", title: t("case.column.grid"), width: 150, hidden: true, phone: "none", cell: (row) => html`<span class="code">${row.grid}</span>` },
  part: { key: "part", title: t("case.column.part"), width: 160, hidden: true, phone: "none", cell: (row) => html`<span class="code">${row.part}</span>` },
});

export const columns = (...keys) => {
  const all = caseColumns();
  return keys.map((key) => all[key]);
};
