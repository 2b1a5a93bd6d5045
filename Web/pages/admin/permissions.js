// The permissions of the roles with their names and groups. A permission that is newer than this page shows its code.
import { add, t } from "../../kit/texts.js";
import texts from "../../texts/permissions.js";

add(texts);

const names = {
  "case.read": ["permission.case.read", "permission.case.read.hint"],
  "case.report": ["permission.case.report", "permission.case.report.hint"],
  "case.inspect": ["permission.case.inspect", "permission.case.inspect.hint"],
  "case.accept": ["permission.case.accept", "permission.case.accept.hint"],
  "case.approve": ["permission.case.approve", "permission.case.approve.hint"],
  "case.dispatch": ["permission.case.dispatch", "permission.case.dispatch.hint"],
  "case.handle": ["permission.case.handle", "permission.case.handle.hint"],
  "case.handle_lead": ["permission.case.handle_lead", "permission.case.handle_lead.hint"],
  "case.supervise": ["permission.case.supervise", "permission.case.supervise.hint"],
  "case.export": ["permission.case.export", "permission.case.export.hint"],
  "case.reporter": ["permission.case.reporter", "permission.case.reporter.hint"],
  "media.read": ["permission.media.read", "permission.media.read.hint"],
  "media.add": ["permission.media.add", "permission.media.add.hint"],
  "media.original": ["permission.media.original", "permission.media.original.hint"],
  "registry.read": ["permission.registry.read", "permission.registry.read.hint"],
  "registry.write": ["permission.registry.write", "permission.registry.write.hint"],
  "class.write": ["permission.class.write", "permission.class.write.hint"],
  "calendar.write": ["permission.calendar.write", "permission.calendar.write.hint"],
  "routing.read": ["permission.routing.read", "permission.routing.read.hint"],
  "routing.write": ["permission.routing.write", "permission.routing.write.hint"],
  "staff.phone": ["permission.staff.phone", "permission.staff.phone.hint"],
  "attendance.record": ["permission.attendance.record", "permission.attendance.record.hint"],
  "attendance.read": ["permission.attendance.read", "permission.attendance.read.hint"],
  "evaluation.read": ["permission.evaluation.read", "permission.evaluation.read.hint"],
  "evaluation.people": ["permission.evaluation.people", "permission.evaluation.people.hint"],
  "evaluation.object": ["permission.evaluation.object", "permission.evaluation.object.hint"],
  "evaluation.review": ["permission.evaluation.review", "permission.evaluation.review.hint"],
  "evaluation.decide": ["permission.evaluation.decide", "permission.evaluation.decide.hint"],
  "evaluation.rules": ["permission.evaluation.rules", "permission.evaluation.rules.hint"],
  "collection.read": ["permission.collection.read", "permission.collection.read.hint"],
  "collection.manage": ["permission.collection.manage", "permission.collection.manage.hint"],
  "collection.check": ["permission.collection.check", "permission.collection.check.hint"],
  "collection.object": ["permission.collection.object", "permission.collection.object.hint"],
  "collection.decide": ["permission.collection.decide", "permission.collection.decide.hint"],
  "sensing.read": ["permission.sensing.read", "permission.sensing.read.hint"],
  "sensing.write": ["permission.sensing.write", "permission.sensing.write.hint"],
  "sensing.command": ["permission.sensing.command", "permission.sensing.command.hint"],
  "sensing.report": ["permission.sensing.report", "permission.sensing.report.hint"],
  "command.read": ["permission.command.read", "permission.command.read.hint"],
  "command.dispatch": ["permission.command.dispatch", "permission.command.dispatch.hint"],
  "command.manage": ["permission.command.manage", "permission.command.manage.hint"],
  "command.serve": ["permission.command.serve", "permission.command.serve.hint"],
  "account.read": ["permission.account.read", "permission.account.read.hint"],
  "account.write": ["permission.account.write", "permission.account.write.hint"],
  "audit.read": ["permission.audit.read", "permission.audit.read.hint"],
};

const groupOf = {
  case: "permissions.group.case", media: "permissions.group.media", registry: "permissions.group.registry",
  class: "permissions.group.registry", calendar: "permissions.group.registry", routing: "permissions.group.routing",
  staff: "permissions.group.people", attendance: "permissions.group.people", evaluation: "permissions.group.evaluation", collection: "permissions.group.collection",
  sensing: "permissions.group.sensing", command: "permissions.group.command",
  account: "permissions.group.admin",
  audit: "permissions.group.admin",
};

export const permissionName = (code) => (names[code] ? t(names[code][0]) : code);
export const permissionHint = (code) => (names[code] ? t(names[code][1]) : "");

/** Both languages, for the matrix: [Chinese, English]. */
export const permissionPair = (code) => texts[names[code]?.[0]] ?? [code, code];

/** [{ title, permissions }] in the order in which people think of their work. */
export function grouped(permissions) {
  const order = Object.keys(names);
  const place = (code) => (order.includes(code) ? order.indexOf(code) : order.length);
  const groups = new Map();
  for (const code of [...permissions].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))) {
    const title = groupOf[code.split(".")[0]] ?? "permissions.group.other";
    groups.set(title, [...(groups.get(title) ?? []), code]);
  }
  return [...groups].map(([title, codes]) => ({ title: t(title), permissions: codes }));
}
