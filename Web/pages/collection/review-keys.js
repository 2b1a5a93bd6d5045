// 1, 2 and 3 judge, the arrows go to the report before and the one after; never while somebody types or looks at a photo.
import { useLayoutEffect, useRef } from "../../kit/html.js";

export const verdictOfKey = { 1: "right", 2: "inaccurate", 3: "false" };
const isElsewhere = (event) => event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, dialog, [role=tablist], [role=menu], .city-map") || document.querySelector("dialog[open]");

/** Gives a place to put what is to be done with a verdict: `keys.current = (verdict) => …`. */
export function useReviewKeys({ step }) {
  const judge = useRef(null);
  const latest = useRef(step);
  latest.current = step;
  useLayoutEffect(() => {
    const hear = (event) => {
      if (event.defaultPrevented || isElsewhere(event)) return;
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      const verdict = verdictOfKey[event.key];
      if (!by && !(verdict && judge.current)) return;
      event.preventDefault();
      if (by) latest.current(by);
      else judge.current(verdict);
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, []);
  return judge;
}
