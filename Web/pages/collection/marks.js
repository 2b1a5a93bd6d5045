// Small marks: the state of a month, verdicts of checks and findings. A word always, a shape beside it.
import { html } from "../../kit/html.js";
import { day } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { may, mayForSome } from "../../kit/session.js";
import { say } from "../../kit/texts.js";

const Mark = ({ icon, words, strong }) => html`<span class=${strong ? "tag tag-strong mark" : "tag mark"}><${Icon} name=${icon} size=${12} /> ${words}</span>`;

const stateIcons = { running: "clock", issued: "flag", approved: "check" };
export const StateMark = ({ state, name }) => html`<${Mark} icon=${stateIcons[state] ?? "info"} words=${say(name)} strong=${state !== "running"} />`;

const verdictIcons = { pending: "clock", right: "check", inaccurate: "warn", false: "close", missed: "warn", known: "check", withdrawn: "history" };
export const VerdictMark = ({ verdict, name }) => html`<${Mark} icon=${verdictIcons[verdict] ?? "info"} words=${say(name)} strong=${["inaccurate", "false", "missed"].includes(verdict)} />`;

const objectionIcons = { raised: "clock", upheld: "check", rejected: "close" };
export const ObjectionMark = ({ objection }) => html`<${Mark} icon=${objectionIcons[objection.state] ?? "info"} words=${say(objection.stateName)} strong=${objection.state === "raised"} />`;

/** Whether somebody may open a case: its number begins with its county. A contractor may open what its own people reported. */
export const seesCase = (number, isOwn) => (isOwn ? mayForSome : may)("case.read", number.slice(0, 6));

/** The number of a case, with its page for whoever may open it. */
export const CaseNumber = ({ number, isOwn }) => (seesCase(number, isOwn) ? html`<a class="code" href=${`/cases/${number}`}>${number}</a>` : html`<span class="code">${number}</span>`);

/** A day of coverage stands as people say it, a case by its number. */
export const itemName = ({ line, label }) => (line === "coverage" ? day(label) : label);
