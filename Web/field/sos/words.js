// How a call for help stands, in one line.
import { clockTime } from "../../kit/format.js";
import { t } from "../../kit/texts.js";

export function sosWords(now, isOnline) {
  const { state, item, help: known } = now;
  if (state === "failed") return t("field.sos.failed");
  if (state === "waiting") return item.state === "waiting" && !isOnline ? t("field.sos.waiting") : t("field.sos.sending");
  if (state === "open") return t("field.sos.open", { time: clockTime(known.at) });
  if (state === "answered") return t("field.sos.answered", { name: known.answeredBy });
  return t("field.sos.closed", { name: known.closedBy ?? "" });
}
