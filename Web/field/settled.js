// A refusal may mean that what was wanted is so already, or that it has become pointless.
import { get } from "../kit/api.js";
import { photosOf } from "./items.js";
import { isReached } from "./work/order-steps.js";

/** The order is no longer what it was when this was done: cancelled, or done by somebody else. */
export const isOrderChanged = (item, error) => item.kind === "order" && (error.code === "order.state" || error.code === "order.not_yours" || error.code === "command.outside" || error.status === 404);

/** True when nobody need be troubled with it. Asks the server where that is not clear; its errors fly no further. */
export async function isSettled(item, error) {
  if (item.kind === "shift-start") return error.code === "attendance.on_duty";
  if (item.kind === "shift-end") return error.code === "attendance.ended";
  // The incident is over, or the roll was called for a unit that one has left.
  if (item.kind === "roll") return error.code === "incident.ended" || error.status === 404;
  if (!isOrderChanged(item, error)) return false;
  if (item.act === "read") return true;
  if (item.body.words || (await photosOf(item.id)).length) return false;
  return get(`/command/orders/${item.order}`).then(({ order }) => isReached(item.act, order.state), () => false);
}
