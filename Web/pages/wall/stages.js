// The loop as the wall shows it: the states of a case in eight steps.
import { t } from "../../kit/texts.js";

export const stages = () => [
  { id: "accept", name: t("wall.stage.accept"), states: ["reported", "self_handled_review"], passed: "reported" },
  { id: "verify", name: t("wall.stage.verify"), states: ["pending_verification"] },
  { id: "file", name: t("wall.stage.file"), states: ["pending_filing"], passed: "filed" },
  { id: "dispatch", name: t("wall.stage.dispatch"), states: ["pending_dispatch", "return_requested"], passed: "dispatched" },
  { id: "handle", name: t("wall.stage.handle"), states: ["pending_handling", "handling", "extension_requested", "extension_endorsed", "suspension_requested"], passed: "handled" },
  { id: "suspended", name: t("wall.stage.suspended"), states: ["suspended"], isAside: true },
  { id: "check", name: t("wall.stage.check"), states: ["handled", "pending_check"] },
  { id: "close", name: t("wall.stage.close"), states: ["pending_closing"], passed: "closed" },
];
