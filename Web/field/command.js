// Being commanded: orders, roll calls and one's own call for help are read when the line tells of something, when the
// phone is taken out of the pocket, and when the line is back.
import { subscribe } from "../kit/live.js";
import { session } from "../kit/session.js";
import { recallHelp, refreshHelp } from "./help.js";
import { onSent } from "./outbox.js";
import { recallOrders, refreshOrders, serves } from "./orders.js";
import { recallRolls, refreshRolls } from "./rolls.js";

const pauseMS = 300;
let timer = null;

export async function recallCommand() {
  await Promise.all([recallOrders(), recallHelp(), recallRolls()]);
}

export function refreshCommand() {
  if (!session.get() || !serves()) return;
  refreshOrders();
  refreshRolls();
  refreshHelp();
}

export function startCommand() {
  const hear = () => {
    clearTimeout(timer);
    timer = setTimeout(refreshCommand, pauseMS);
  };
  for (const topic of ["command.task", "case.changed", "registry.changed"]) subscribe(topic, hear);
  onSent((item) => {
    if (item.kind === "order") refreshOrders();
    if (item.kind === "roll") refreshRolls();
  });
}
