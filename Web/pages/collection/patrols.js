// Walks of the centre for what nobody reported, with what they found.
import { html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { Form, FormActions, TextArea, useForm } from "../../kit/form.js";
import { Time, today } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useList } from "../../kit/load.js";
import { Card } from "../../kit/page.js";
import { setQuery } from "../../kit/router.js";
import { mayForSome } from "../../kit/session.js";
import { Empty, ErrorState, Loading } from "../../kit/states.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { Finding } from "./finding.js";
import { FindingForm } from "./finding-form.js";
import { GridField } from "./grid-field.js";
import { thisMonth } from "./month.js";

// A patrol belongs to the day on which it is walked, so only the month that runs takes one.
const takesPatrols = (lot, month, statement) => lot.may.includes("check") && !statement.id && month === thisMonth() && lot.firstDay <= today() && today() <= lot.lastDay;

export function Patrols({ lot, month, statement, query, onChanged }) {
  const patrols = useList(`/collection/lots/${lot.id}/months/${month}/patrols`, {}, { limit: 20 });
  const [isBeginning, setBeginning] = useState(false);
  const mayWalk = takesPatrols(lot, month, statement);
  const changed = () => {
    patrols.refresh();
    onChanged();
  };
  const walked = mayWalk && query.finding && patrols.items.find((each) => each.id === query.finding);
  if (walked) return html`<${FindingForm} patrol=${walked} onClose=${() => setQuery({ finding: undefined })} onDone=${changed} />`;
  const begin = mayWalk && html`<button type="button" class="btn btn-primary" onClick=${() => setBeginning(true)}>${t("collection.beginPatrol")}</button>`;
  const begun = (patrol) => {
    patrols.refresh();
    setQuery({ finding: patrol.id });
  };
  return html`${mayWalk && html`<div class="row-wrap patrol-bar">${begin}<span class="faint">${t("collection.patrolsHint")}</span></div>`}
    ${patrols.error && patrols.items.length === 0 ? html`<${ErrorState} error=${patrols.error} onRetry=${patrols.refresh} />`
      : patrols.loading && patrols.items.length === 0 ? html`<${Loading} rows=${6} />`
        : patrols.items.length === 0 ? html`<${Empty} icon="pin" title=${t("collection.noPatrols")} text=${mayWalk ? t("collection.noPatrolsHint") : t("collection.noPatrolsRead")} />`
          : patrols.items.map((each) => html`<${Patrol} key=${each.id} patrol=${each} mayWalk=${mayWalk} mayWithdraw=${lot.may.includes("check") && !statement.id} onChanged=${changed} />`)}
    ${patrols.next && html`<div class="table-more"><button type="button" class="btn" disabled=${patrols.loadingMore} onClick=${patrols.more}>${t("table.more")}</button></div>`}
    ${isBeginning && html`<${BeginDialog} lot=${lot} onClose=${() => setBeginning(false)} onDone=${begun} />`}`;
}

function Patrol({ patrol, mayWalk, mayWithdraw, onChanged }) {
  const code = html`<span class="code">${patrol.grid}</span>`;
  const title = html`${t("collection.grid")} ${mayForSome("registry.read", patrol.grid) ? html`<a href=${`/grids/${patrol.grid}`}>${code}</a>` : code}`;
  const add = mayWalk && html`<button type="button" class="btn btn-sm" onClick=${() => setQuery({ finding: patrol.id })}><${Icon} name="plus" /> ${t("collection.addFinding")}</button>`;
  return html`<div data-test="patrol"><${Card} title=${title} actions=${add}>
    <p class="faint">${patrol.byName} · <${Time} at=${patrol.at} />${patrol.note && ` · ${patrol.note}`}</p>
    ${patrol.findings.length === 0 ? html`<p>${t("collection.noFindings")}</p>`
      : html`<ol class="plain finding-list">${patrol.findings.map((each) => html`<li key=${each.id}><${Finding} finding=${each} mayWithdraw=${mayWithdraw} onChanged=${onChanged} /></li>`)}</ol>`}<//></div>`;
}

function BeginDialog({ lot, onClose, onDone }) {
  const form = useForm({
    initial: { grid: "", note: "" }, guard: false,
    check: ({ grid }) => ({ grid: grid?.trim() ? null : t("form.required") }),
    submit: ({ grid, note }, { key }) => send("POST", `/collection/lots/${lot.id}/patrols`, { grid: grid.trim(), note: note.trim() || undefined }, { key }),
    done: ({ value }) => {
      toast(t("collection.patrolBegun"));
      onClose();
      onDone(value);
    },
  });
  return html`<${Dialog} open=${true} title=${t("collection.beginPatrol")} onClose=${onClose}>
    <${Form} form=${form}>
      <${GridField} form=${form} lot=${lot} />
      <${TextArea} form=${form} name="note" label=${t("collection.patrolNote")} rows=${2} max=${500} optional />
      <${FormActions} form=${form} label=${t("collection.beginPatrol")} onCancel=${onClose} />
    <//><//>`;
}
