// What the keys do while a call is being written down.
import { useLayoutEffect, useRef } from "../../kit/html.js";
import { isComposing, isTyping, jumps } from "./keys.js";

/** The handler of the form; single keys work from anywhere on the page when nothing is being typed. */
export function useCallKeys(call) {
  const latest = useRef(call);
  latest.current = call;
  useLayoutEffect(() => {
    const press = (event) => !latest.current.isPaused && !event.defaultPrevented && !isComposing(event) && single(event, latest.current);
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);

  return (event) => {
    if (call.isPaused || event.defaultPrevented || isComposing(event)) return;
    const isSend = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (isSend) stop(event, call.submit);
    else if (event.key === "Enter" && !event.shiftKey) goOn(event, call);
    else if (event.key === "Escape" && isTyping(event.target)) stop(event, () => event.target.blur());
  };
}

function stop(event, act) {
  event.preventDefault();
  act();
}

const fieldOf = (target) => target.closest("[data-field]")?.dataset.field;

function goOn(event, { focus, suggestions, caller, hasClass }) {
  const afterWords = () => {
    if (!hasClass && suggestions.items.length > 0) focus("classes");
    else focus("place");
  };
  const steps = {
    "reporter.phone": () => { caller.confirm(); focus("words"); },
    "reporter.name": () => focus("send"),
    description: afterWords,
    smallClass: () => focus("place"),
    condition: () => focus("place"),
    source: () => focus("send"),
    "reporter.wantsReply": () => focus("send"),
    urgent: () => focus("send"),
  };
  const step = steps[fieldOf(event.target)];
  // A list that is still being fetched takes the key: whoever is quick must not lose the choice.
  if (event.target.getAttribute("aria-expanded") === "true") return;
  if (step && event.target.tagName !== "BUTTON") stop(event, step);
}

function single(event, { focus, onHelp, suggestions, chooseClass }) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const digit = /^[1-9]$/.test(event.key) ? suggestions.items[Number(event.key) - 1] : null;
  if (digit) return stop(event, () => chooseClass(digit));
  if (event.key === "?") return stop(event, onHelp);
  // The map has the arrows and its own keys.
  const part = jumps[event.key.toLowerCase()];
  if (part) stop(event, () => focus(part));
}
