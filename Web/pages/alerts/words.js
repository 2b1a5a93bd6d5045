// Alerts in words: how bad, how long, what became of them.
import { html } from "../../kit/html.js";
import { span } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { can } from "../../kit/session.js";
import { say, t } from "../../kit/texts.js";

const severities = { emergency: "alerts.severity.emergency", warning: "alerts.severity.warning", notice: "alerts.severity.notice" };
const icons = { emergency: "bell", warning: "warn", notice: "info" };

export const severityChoices = () => Object.entries(severities).map(([value, key]) => ({ value, label: t(key) }));

/** A shape and a word; an emergency is filled. */
export const Severity = ({ alert }) => html`<span class=${`severity severity-${alert.severity}`}><${Icon} name=${icons[alert.severity] ?? "info"} size=${14} /> ${say(alert.severityName)}</span>`;

const minute = 60e3;
const spanWords = (ms) => (ms < minute ? t("alerts.moment") : span(ms));

export const lasting = (alert) => (alert.endedAt
  ? spanWords(Date.parse(alert.endedAt) - Date.parse(alert.beganAt))
  : t("alerts.lastingStill", { time: spanWords(Math.max(0, Date.now() - Date.parse(alert.beganAt))) }));

/** Whether it goes on, and whether somebody has seen to it. */
export const AlertState = ({ alert }) => html`<span class="alert-state">${!alert.endedAt && html`<b>${t("alerts.open")}</b>`}
  <span class=${alert.handledAt ? "alert-handled" : ""}>${alert.handledAt ? html`<${Icon} name="check" size=${14} /> ${t("alerts.handled")}` : t("alerts.unhandled")}</span></span>`;

export function CaseLink({ number }) {
  if (!number) return null;
  return can("case.read") ? html`<a class="code" href=${`/cases/${number}`}>${number}</a>` : html`<span class="code">${number}</span>`;
}
