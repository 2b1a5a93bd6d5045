// The pay basis of a month: its sums, its lines with the items behind them, objections, and who signed.
import { html } from "../../kit/html.js";
import { Copy } from "../../kit/copy.js";
import { Icon } from "../../kit/icons.js";
import { Card, Facts } from "../../kit/page.js";
import { setQuery } from "../../kit/router.js";
import { t } from "../../kit/texts.js";
import { ItemsDrawer } from "./items-drawer.js";
import { LinesTable } from "./lines-table.js";
import { isMonthOver } from "./month.js";
import { moment, yuan } from "./numbers.js";
import { Objections } from "./objections.js";

export function Basis({ lot, month, statement, query, onChanged }) {
  const open = statement.lines.find((each) => each.line === query.line && each.items > 0);
  return html`<${Notice} lot=${lot} month=${month} statement=${statement} />
    <div class="figures basis-figures">
      <${Figure} name=${t("collection.gross")} value=${yuan(statement.grossFen)} />
      <${Figure} name=${t("collection.deduction")} value=${yuan(-statement.deductionFen)} />
      <${Figure} name=${t("collection.pay")} value=${yuan(statement.payFen)} strong />
    </div>
    <${LinesTable} statement=${statement} opened=${open?.line} onOpen=${(line) => setQuery({ line })} />
    ${statement.id && html`<div class="split basis-split"><${Objections} statement=${statement} onChanged=${onChanged} /><${Proof} statement=${statement} /></div>`}
    <${ItemsDrawer} key=${open?.line} line=${open} lot=${lot} month=${month} statement=${statement} onClose=${() => setQuery({ line: undefined })} onChanged=${onChanged} />`;
}

const Figure = ({ name, value, strong }) => html`<div class=${strong ? "figure figure-strong" : "figure"}><span class="figure-name">${name}</span><span class="figure-value">${value}</span></div>`;

// What the month waits for, in a sentence.
function Notice({ lot, month, statement }) {
  if (statement.pendingChecks > 0) {
    const href = `/collection/lots/${lot.id}?month=${month}&tab=checks&verdict=pending`;
    return html`<p class="form-note note-line" role="status" data-test="pending"><${Icon} name="warn" /> <span>${t("collection.pendingNote", { count: statement.pendingChecks })} <a href=${href}>${t("collection.pendingLink")}</a></span></p>`;
  }
  if (statement.state !== "running") return null;
  const over = isMonthOver(lot, month);
  const words = !over ? t("collection.runningNote") : statement.may.includes("issue") ? t("collection.readyNote") : t("collection.waitNote");
  return html`<p class="form-note note-line"><${Icon} name="info" /> <span>${words}</span></p>`;
}

function Proof({ statement }) {
  const signed = (signature) => signature && `${signature.name} · ${moment(signature.at)}`;
  return html`<${Card} title=${t("collection.proof")}><div class="proof"><${Facts} items=${[
    [t("collection.issuedBy"), signed(statement.issued)],
    [t("collection.until"), moment(statement.objectionsUntil)],
    [t("collection.approvedBy"), signed(statement.approved)],
  ]} />
    <p class="proof-digest"><span class="faint">${t("collection.digest")}</span> <${Copy} text=${statement.digest} /></p>
    <p class="faint">${t("collection.digestHint")}</p></div><//>`;
}
