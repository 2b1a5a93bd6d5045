// The deadline of an order that runs now, to the second in the last hour.
import { html, useEffect, useState } from "../../kit/html.js";
import { ClockBar } from "../../kit/clockbar.js";
import { span } from "../../kit/format.js";
import { language, t } from "../../kit/texts.js";
import { useStore } from "../../kit/store.js";
import { asServer } from "../clock.js";
import { deadlineOf } from "./order-steps.js";

const hourMS = 3600e3;

export function OrderClock({ order, state, compact = false }) {
  useStore(language);
  const deadline = deadlineOf(order, state);
  const now = useSecond(Boolean(deadline));
  if (!deadline) return null;
  const sent = Date.parse(order.sentAt);
  const left = deadline.at - now;
  const both = (text) => ({ zh: text, en: text });
  const clock = {
    kind: "order", name: both(t(deadline.name)), limit: both(span(deadline.at - sent)), totalMS: deadline.at - sent, usedMS: now - sent,
    deadline: new Date(deadline.at).toISOString(), overdue: left < 0, words: both(t(left < 0 ? "clock.over" : "clock.left", { span: exact(Math.abs(left)) })),
  };
  return html`<${ClockBar} clock=${clock} compact=${compact} readAt=${Date.now()} />`;
}

function exact(milliseconds) {
  if (milliseconds >= hourMS) return span(milliseconds);
  const seconds = Math.floor(milliseconds / 1000);
  return t("field.order.exact", { minutes: Math.floor(seconds / 60), seconds: String(seconds % 60).padStart(2, "0") });
}

function useSecond(isRunning) {
  const read = () => Date.parse(asServer(Date.now()));
  const [now, setNow] = useState(read);
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => setNow(read()), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return now;
}
