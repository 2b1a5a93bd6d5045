// A report being written: kept on the device from the first photo or word on, so that nothing typed is ever lost.
import { useCallback, useEffect, useRef, useState } from "../../kit/html.js";
import { asServer } from "../clock.js";
import { take } from "../device.js";
import { findClass } from "../classes.js";
import { discardItem, newItem, queueItem, saveItem } from "../items.js";
import { language } from "../../kit/texts.js";

const pauseMS = 350;

/** { item, set(change), flush(), queue(), discard() }; `item` is null until the device has answered. */
export function useDraft(id, make) {
  const [item, setItem] = useState(null);
  const latest = useRef(null);
  const timer = useRef(null);
  const isKept = useRef(false);

  const show = (next) => {
    latest.current = next;
    setItem(next);
  };
  useEffect(() => {
    let isGone = false;
    take("items", id).then((kept) => {
      if (isGone) return;
      isKept.current = Boolean(kept);
      show(kept ?? { ...make(), id });
    });
    return () => { isGone = true; };
  }, [id]);

  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    timer.current = null;
    if (!latest.current || latest.current.state !== "draft") return;
    isKept.current = true;
    await saveItem(latest.current);
  }, []);

  // The phone may take the page away at any moment after it was put into the pocket.
  useEffect(() => {
    const hide = () => timer.current && flush();
    document.addEventListener("visibilitychange", hide);
    window.addEventListener("pagehide", hide);
    return () => {
      document.removeEventListener("visibilitychange", hide);
      window.removeEventListener("pagehide", hide);
      hide();
    };
  }, []);

  const set = useCallback((difference, { quiet = false } = {}) => {
    const before = latest.current;
    const change = typeof difference === "function" ? difference(before) : difference;
    show({ ...before, ...change, body: { ...before.body, ...change.body } });
    // A position that comes by itself is no reason to keep an empty report.
    if (quiet && !isKept.current) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, pauseMS);
  }, []);

  const queue = async (body) => {
    clearTimeout(timer.current);
    timer.current = null;
    const ready = await queueItem({ ...latest.current, body: body ?? latest.current.body });
    latest.current = ready;
    return ready;
  };
  const discard = async () => {
    clearTimeout(timer.current);
    timer.current = null;
    latest.current = null;
    await discardItem(id);
  };
  return { item, set, flush, queue, discard, isKept: () => isKept.current };
}

export const newReport = (facts = {}) => newItem("report", { placeFrom: null, accuracyM: null, isWordsOwn: false, ...facts, body: { description: "", address: "", ...facts.body } });

/** The words that a class and its condition suggest; what is sent has no typographic spaces. */
export function suggestedWords(key, code) {
  const found = findClass(key);
  if (!found) return "";
  const condition = found.conditions.find((each) => each.code === code);
  const own = language.get();
  return condition ? `${found.name[own]}${own === "zh" ? "：" : ": "}${condition.filing[own]}` : found.name[own];
}

/** What is sent: without what is empty. */
export function bodyOf(item) {
  const { place, address, description, smallClass, condition, part, urgent, selfHandled } = item.body;
  return {
    source: "collector", place, description: description.trim(),
    ...(address?.trim() ? { address: address.trim() } : {}), ...(smallClass ? { smallClass } : {}), ...(condition ? { condition } : {}),
    ...(part ? { part } : {}), ...(urgent ? { urgent } : {}), ...(selfHandled ? { selfHandled } : {}),
    ...(item.body.seenAt ? { seenAt: item.body.seenAt } : {}),
  };
}

const seenBeforeMS = 6.9 * 86_400e3;

/** When it was seen: when the first photo was taken, or when the writing began. */
export function seenAt(item, photos) {
  const at = Math.min(Date.now(), photos[0]?.takenAt ?? item.createdAt);
  return Date.now() - at < seenBeforeMS ? asServer(at) : undefined;
}

/** What is missing before it can be sent: { field: message key }. */
export function missing(item) {
  return {
    ...(item.body.place ? {} : { place: "field.report.noPlace" }),
    ...(item.body.description?.trim() ? {} : { description: "field.report.noWords" }),
  };
}
