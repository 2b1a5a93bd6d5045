// What the page knows of each action besides the server's offer: its place, its picture, what may be said with it.

/** `group`: "turn" moves the case on, "more" stands behind the menu. `extra`: fields that may be filled in. */
const table = {
  request_verification: { icon: "locate", extra: ["assignee", "opinion"] },
  confirm_true: { icon: "check", extra: ["photos", "opinion"] },
  confirm_false: { icon: "close", extra: ["photos"] },
  accept: { icon: "inbox", extra: ["condition", "opinion"] },
  send_back: { icon: "left", extra: [] },
  file: { icon: "case", extra: ["opinion"] },
  refuse: { icon: "close", extra: [], danger: true },
  approve_self_handled: { icon: "check", extra: ["opinion"] },
  refuse_self_handled: { icon: "close", extra: [] },
  merge: { icon: "link", extra: ["opinion"], danger: true },
  dispatch: { icon: "send", extra: ["opinion"] },
  take: { icon: "inbox", extra: [] },
  request_return: { icon: "left", extra: ["photos"] },
  approve_return: { icon: "check", extra: ["opinion"] },
  refuse_return: { icon: "close", extra: [] },
  request_extension: { icon: "clock", extra: [] },
  endorse_extension: { icon: "check", extra: ["opinion"] },
  approve_extension: { icon: "check", extra: ["opinion"] },
  refuse_extension: { icon: "close", extra: [] },
  request_suspension: { icon: "pause", extra: ["photos"] },
  approve_suspension: { icon: "pause", extra: ["opinion"] },
  refuse_suspension: { icon: "close", extra: [] },
  resume: { icon: "right", extra: ["opinion"] },
  withdraw_request: { icon: "left", extra: ["opinion"] },
  finish: { icon: "check", extra: ["photos"] },
  request_check: { icon: "locate", extra: ["assignee", "opinion"] },
  check_pass: { icon: "check", extra: ["photos", "opinion"] },
  check_fail: { icon: "close", extra: ["photos"] },
  rework: { icon: "history", extra: [] },
  close: { icon: "check", extra: ["opinion"] },
  answer_supervision: { icon: "message", extra: [] },
  review_appeal: { icon: "rules", extra: [] },
  decide_appeal: { icon: "rules", extra: [] },
  appeal: { icon: "flag", extra: [], group: "more" },
  call_back: { icon: "phone", extra: ["opinion"] },
  amend: { icon: "edit", extra: ["class", "condition", "place", "address", "description"], group: "more" },
  supervise: { icon: "bell", extra: [], group: "more" },
  forward: { icon: "history", extra: [], group: "more" },
  reopen: { icon: "history", extra: [], group: "more" },
  force_close: { icon: "lock", extra: [], group: "more", danger: true },
  cancel: { icon: "trash", extra: [], group: "more", danger: true },
  comment: { icon: "message", extra: ["photos"], group: "composer" },
};

const fieldOrder = ["class", "condition", "organisation", "assignee", "target", "until", "upheld", "satisfaction", "place", "address", "description", "photos", "opinion"];

export const knowledgeOf = (action) => table[action] ?? { icon: "right", extra: ["opinion"] };
export const groupOf = (action) => knowledgeOf(action).group ?? "turn";

/** The fields of an action's form, in the order in which one decides: { name, required }. */
export function fieldsOf(offer) {
  const needed = new Set(offer.needs.map((need) => need.id));
  const names = new Set([...needed, ...knowledgeOf(offer.action).extra]);
  return fieldOrder.filter((name) => names.has(name)).map((name) => ({ name, required: needed.has(name) }));
}

/** Whether an action's form opens by itself: only what is expected of the reader, not what is merely possible. */
export const isExpected = (offer) => Boolean(offer) && !late.includes(offer.action);

/** The offers in three places: what moves the case on (the likeliest first), what is rarer, and the comment. */
export function arranged(item) {
  const offers = item.actions;
  const likely = likeliest(item);
  const rank = (offer) => (offer.action === likely ? -1 : ranks.has(offer.action) ? ranks.get(offer.action) : 50);
  const main = offers.filter((offer) => groupOf(offer.action) === "turn").sort((one, other) => rank(one) - rank(other));
  return {
    main,
    more: offers.filter((offer) => groupOf(offer.action) === "more"),
    comment: offers.find((offer) => offer.action === "comment") ?? null,
  };
}

// Going on comes before going back; what needs another case comes last.
const order = ["answer_supervision", "accept", "request_verification", "confirm_true", "file", "dispatch", "take", "finish", "request_check", "check_pass", "close"];
const late = ["request_extension", "request_suspension", "request_return", "send_back", "rework", "refuse", "merge", "withdraw_request"];
const ranks = new Map([...order.map((action, index) => [action, index]), ...late.map((action, index) => [action, 60 + index])]);

// A report from the street was seen by its collector; a call was seen by nobody yet.
function likeliest({ row, verifiedTrue }) {
  if (row.supervision === "open") return "answer_supervision";
  if (row.state !== "reported") return null;
  if (verifiedTrue === false) return "refuse";
  return verifiedTrue || row.source === "collector" ? "accept" : "request_verification";
}
