// Who reported it. Names and numbers are hidden until somebody who may see them asks, which leaves a trace.
import { html, useEffect, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Copy } from "../../kit/copy.js";
import { confirm } from "../../kit/dialog.js";
import { Time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { Card } from "../../kit/page.js";
import { can } from "../../kit/session.js";
import { sourceName } from "../../kit/terms.js";
import { toastError } from "../../kit/toast.js";
import { t } from "../../kit/texts.js";
import { Name } from "./names.js";

export function Reporters({ item }) {
  const [seen, setSeen] = useState(null);
  useEffect(() => setSeen(null), [item.row.id]);
  const reporters = seen ?? item.reporters;
  const hasHidden = item.reporters.some((reporter) => reporter.phone || reporter.name);
  const see = async () => {
    if (!(await confirm({ title: t("case.unmask"), text: t("case.unmaskText"), action: t("case.unmaskDo") }))) return;
    try {
      setSeen((await send("POST", `/cases/${item.row.id}/reporters/unmasking`, {})).value.items);
    } catch (error) {
      toastError(error);
    }
  };
  if (reporters.length === 0) return null;
  return html`<${Card} title=${t("case.reporters", { count: reporters.length })} actions=${!seen && hasHidden && can("case.reporter") && html`<button type="button" class="btn btn-sm" onClick=${see}><${Icon} name="key" /> ${t("case.unmask")}</button>`}>
    <ul class="plain reporters">${reporters.map((reporter, index) => html`<li key=${index}>
      <span>${reporter.name || html`<span class="faint">${t("case.nameless")}</span>`}</span>
      ${reporter.phone && (seen ? html`<${Copy} text=${reporter.phone} />` : html`<span class="code">${reporter.phone}</span>`)}
      <span class="faint">${sourceName(reporter.source)} · <${Time} at=${reporter.at} /></span>
      ${reporter.wantsReply && html`<span class="case-mark"><${Icon} name="phone" size=${12} /> ${t("case.wantsReply")}</span>`}
      ${reporter.fromCase && html`<a href=${`/cases/${reporter.fromCase}`}>${t("case.fromCase")} <${Name} kind="case" id=${reporter.fromCase} /></a>`}
    </li>`)}</ul>
    ${seen && html`<p class="faint">${t("case.unmasked")}</p>`}<//>`;
}
