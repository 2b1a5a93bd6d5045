// What the audit log's codes mean. Codes that are newer than this page are shown as they are.
import { say, t } from "../../kit/texts.js";

const actions = {
  "session.opened": "auditAction.session.opened", "session.refused": "auditAction.session.refused",
  "session.ended": "auditAction.session.ended", "account.created": "auditAction.account.created",
  "account.updated": "auditAction.account.updated", "account.disabled": "auditAction.account.disabled",
  "account.enabled": "auditAction.account.enabled", "account.locked": "auditAction.account.locked",
  "account.unlocked": "auditAction.account.unlocked", "grant.added": "auditAction.grant.added",
  "grant.revoked": "auditAction.grant.revoked", "password.issued": "auditAction.password.issued",
  "password.changed": "auditAction.password.changed", "password.refused": "auditAction.password.refused",
  "second_factor.enrolled": "auditAction.second_factor.enrolled", "second_factor.removed": "auditAction.second_factor.removed",
  "second_factor.refused": "auditAction.second_factor.refused", "case.reporter_seen": "auditAction.case.reporter_seen",
  "case.caller_seen": "auditAction.case.caller_seen",
};
const objects = { account: "auditObject.account", case: "auditObject.case", caller: "auditObject.caller" };
const details = {
  role: "auditDetail.role", area: "auditDetail.area", organisation: "auditDetail.organisation", fields: "auditDetail.fields",
  second_factor: "auditDetail.second_factor", must_change: "auditDetail.must_change", reason: "auditDetail.reason",
  failures: "auditDetail.failures", seconds: "auditDetail.seconds",
};
const reasons = {
  unknown: "auditReason.unknown", password: "auditReason.password", code: "auditReason.code",
  disabled: "auditReason.disabled", locked: "auditReason.locked",
};
const accountFields = {
  name: "accounts.name", phone: "accounts.phone", organisation: "accounts.organisation", area: "accounts.area", state: "accounts.state",
};

const named = (table, code) => (table[code] ? t(table[code]) : code);

export const actionName = (code) => named(actions, code);
export const objectName = (code) => named(objects, code);
export const detailName = (key) => named(details, key);
export const actionChoices = () => Object.keys(actions).map((value) => ({ value, label: actionName(value) }));
export const objectChoices = () => Object.keys(objects).map((value) => ({ value, label: objectName(value) }));
export const outcomeName = (outcome) => t(outcome === "refused" ? "audit.refused" : "audit.ok");

/** A detail's value in words, as far as this is no place or organisation, whose names are asked for elsewhere. */
export function detailValue(key, value, roles) {
  if (value === "true" || value === "false") return t(value === "true" ? "common.yes" : "common.no");
  if (key === "reason") return named(reasons, value);
  if (key === "fields") return value.split(",").map((field) => named(accountFields, field)).join(t("roles.separate"));
  if (key === "role") return say(roles.find((role) => role.code === value)?.title ?? value);
  return value;
}
