// How a call for help stands, in one line.
import { clockTime } from "../../kit/format.js";
import { t } from "../../kit/texts.js";
import { expired } from "../account.js";
import { online } from "../line.js";

export function sosWords(now) {
  const { state, item, help: known } = now;
  if (state === "failed") return t("field.sos.failed");
  if (state === "waiting") return waitingWords(item);
  if (state === "open") return t("field.sos.open", { time: clockTime(known.at) });
  if (state === "answered") return t("field.sos.answered", { name: known.answeredBy });
  return t("field.sos.closed", { name: known.closedBy ?? "" });
}

function waitingWords(item) {
  if (expired.get()) return t("field.sos.expired");
  if (item.state === "sending" || !item.attempts) return online.get() ? t("field.sos.sending") : t("field.sos.waiting");
  return online.get() ? t("field.sos.retrying") : t("field.sos.waiting");
}
