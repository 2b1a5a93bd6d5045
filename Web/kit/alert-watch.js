// An emergency that begins is told on every page to those who may see it.
import { useLive } from "./live.js";
import { t } from "./texts.js";
import { toast } from "./toast.js";

export function AlertWatch() {
  useLive("sensing.alert", (events) => {
    // The list of alerts tells by itself what is new.
    if (location.pathname === "/alerts") return;
    const begun = events.map(({ data }) => data).filter(({ what, severity }) => what === "began" && severity === "emergency");
    if (begun.length === 0) return;
    const [{ alert, rule, device }] = begun;
    const words = begun.length === 1 ? t("shell.emergency", { rule, device }) : t("shell.emergencies", { count: begun.length });
    toast(words, { tone: "alarm", href: begun.length === 1 ? `/alerts?alert=${alert}` : "/alerts?severity=emergency&handled=false" });
  }, { settle: 2000 });
  return null;
}
