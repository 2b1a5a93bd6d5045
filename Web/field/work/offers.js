// Which actions are done on the phone, which photos and words go with them, and which matter most.

const inOrder = ["confirm_true", "confirm_false", "check_pass", "check_fail", "take", "finish", "endorse_extension", "answer_supervision"];
const photosOfAction = {
  confirm_true: ["near", "far", "reference"], confirm_false: ["near", "far"], check_pass: ["after", "far"], check_fail: ["after", "far"],
  finish: ["before", "after"], take: [], withdraw_request: [], endorse_extension: [], refuse_extension: [], comment: ["near", "far"],
};
const asked = new Set(["opinion", "photos", "until"]);
const mainActions = new Set(["confirm_true", "confirm_false", "check_pass", "check_fail", "take", "finish", "endorse_extension"]);

/** What needs a department, a class or another case is work for a desk. */
export const canDoHere = (offer) => offer.needs.every((need) => asked.has(need.id)) && !["force_close", "cancel", "reopen", "forward", "amend", "supervise", "review_appeal", "decide_appeal"].includes(offer.action);

/** Main actions come last but one and last: the one that goes on is under the thumb, at the right. */
export function byImportance(offers) {
  const rank = (offer) => (inOrder.includes(offer.action) ? inOrder.indexOf(offer.action) : 100);
  const list = [...offers].sort((a, b) => rank(a) - rank(b)).map((offer) => ({ ...offer, isMain: mainActions.has(offer.action) }));
  const main = list.filter((offer) => offer.isMain).slice(0, 2).reverse();
  return [...main, ...list.filter((offer) => !main.includes(offer))];
}

export const photoKindsOf = (action) => photosOfAction[action] ?? ["near", "far"];
export const wantsPhotos = (action) => ["confirm_true", "check_pass", "check_fail", "finish"].includes(action);
export const needsOf = (offer, id) => offer.needs.some((need) => need.id === id);
