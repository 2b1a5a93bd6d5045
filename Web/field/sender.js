// Sends one item: its photos, then its words. Whatever happens to the line, the server does it once.
import { send, upload } from "../kit/api.js";
import { keep, recallKept } from "./pocket.js";
import { takeHelp } from "./help.js";
import { changeItem, photosOf, savePhoto } from "./items.js";
import { takeOrder } from "./orders.js";

const answerWithinMS = 45_000;
const helpWithinMS = 15_000;
const stallMS = 60_000;

/** The server keeps an answer for seven days; what may have arrived longer ago is not sent again unseen. */
const keptAnswersMS = 6.5 * 86_400e3;
/** A call for help that comes days late sends people for nothing. */
const helpKeptMS = 86_400e3;

/** A refusal made here, in the shape of an ApiError. */
export const localTrouble = (code, wording) => Object.assign(new Error(code), { status: 409, code, wording, fieldWordings: {} });

/** Returns what the server answered. Throws an ApiError. */
export async function sendItem(item, tell = () => {}) {
  if (item.tried && Date.now() - item.tried > keptAnswersMS) {
    throw localTrouble("field.too_old", {
      zh: "一周前试发过，结果不明。请先在案件中查找是否已收到，再决定重发或删除",
      en: "It was tried a week ago and the outcome is unknown. Look whether it arrived before you send it again or delete it",
    });
  }
  if (item.kind === "help" && Date.now() - item.createdAt > helpKeptMS) {
    throw localTrouble("field.help_old", { zh: "这次求助已超过一天没有发出，没有再发。仍需要帮助，请重新求助", en: "This call for help is more than a day old and was not sent. If you still need help, call again" });
  }
  const photos = photosFor(item, await sendPhotos(item, tell));
  const body = { ...item.body, ...(photos.length ? { photos } : {}) };
  const address = await addressOf(item);
  // Noted before it is tried: a page that dies here does not forget that the server may have it.
  await changeItem(item.id, { tried: Date.now() });
  tell({ step: "words" });
  const post = (words) => send("POST", address, words, { key: item.key, version: item.version, signal: AbortSignal.timeout(item.kind === "help" ? helpWithinMS : answerWithinMS) });
  try {
    return (await post(body)).value;
  } catch (error) {
    // A phone's clock may be ahead, or its photo old: the report matters more than when it was seen.
    const field = ["seenAt", "at"].find((name) => error.fieldWordings?.[name]);
    if (!field) throw error;
    await changeItem(item.id, { body: without(item.body, field) });
    return (await post(without(body, field))).value;
  }
}

const without = (body, field) => Object.fromEntries(Object.entries(body).filter(([name]) => name !== field));

// An order's photos have no kinds.
const photosFor = (item, photos) => (item.kind === "order" ? photos.map((photo) => photo.media) : photos);

async function sendPhotos(item, tell) {
  const photos = await photosOf(item.id);
  const sent = [];
  for (const [index, photo] of photos.entries()) {
    if (!photo.media) {
      tell({ step: "photo", index: index + 1, count: photos.length, share: 0 });
      const made = await sendPhoto(photo, (share) => tell({ step: "photo", index: index + 1, count: photos.length, share }));
      photo.media = made.id;
      await savePhoto(photo);
    }
    sent.push({ media: photo.media, kind: photo.kind });
  }
  return sent;
}

/** The same bytes sent twice are kept once, so a lost answer costs only time. */
async function sendPhoto(photo, onProgress) {
  const stall = new AbortController();
  let timer = setTimeout(() => stall.abort(), stallMS);
  const moved = (share) => {
    clearTimeout(timer);
    timer = setTimeout(() => stall.abort(), stallMS);
    onProgress(share);
  };
  try {
    return await upload("/media", photo.blob, {}, moved, { signal: stall.signal });
  } finally {
    clearTimeout(timer);
  }
}

async function addressOf(item) {
  if (item.kind === "report") return "/cases";
  if (item.kind === "action") return `/cases/${item.case}/actions/${item.action}`;
  if (item.kind === "order") return `/command/orders/${item.order}/acts/${item.act}`;
  if (item.kind === "help") return "/command/help";
  if (item.kind === "roll") return `/command/incidents/${item.incident}/roll-calls/${item.call}/answers`;
  if (item.kind === "shift-start") return "/duty/shifts";
  const shift = (await recallKept(`shift-id:${item.shift}`))?.value;
  if (!shift) throw localTrouble("field.no_shift", { zh: "上班记录没有发出，下班记录无法发送", en: "The start of this shift was not sent, so its end cannot be" });
  return `/duty/shifts/${shift}/end`;
}

/** What the answer means for what is kept here. Returns the few facts that the list of sent things shows. */
export async function noteAnswer(item, value) {
  if (item.kind === "shift-start") {
    const shift = value?.id ?? value?.shift?.id;
    if (shift) await keep(`shift-id:${item.shift}`, shift);
    return { shift };
  }
  if (item.kind === "shift-end" || item.kind === "roll") return {};
  if (item.kind === "help") {
    await takeHelp(value);
    return { help: value.id, number: value.number };
  }
  if (item.kind === "order") {
    await takeOrder(value);
    return { order: value.order.id, state: value.order.stateName, version: value.order.version };
  }
  await keep(`case:${value.row.id}`, value);
  return { id: value.row.id, number: value.row.number, state: value.row.stateName, version: value.row.version };
}
