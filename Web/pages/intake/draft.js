// The call that is being written down: kept in the tab, sent exactly once, even when the answer is lost.
import { useEffect, useRef, useState } from "../../kit/html.js";
import { newKey, send } from "../../kit/api.js";
import { withValue } from "../../kit/form.js";
import { liveState } from "../../kit/live.js";
import { session } from "../../kit/session.js";
import { recall, remember } from "../../kit/store.js";

const answerWaitMS = 15_000;
const retryMS = [2000, 5000, 10_000, 20_000, 30_000];
const tab = () => sessionStorage;
// The words of one clerk are not shown to the next who signs in at the same desk.
const slot = () => `draft.intake.${session.get()?.account}`;

const blankValues = (source = "hotline_12319") => ({
  source, description: "", smallClass: "", condition: "", place: null, address: "", part: "", urgent: false, photos: [],
  reporter: { phone: "", name: "", wantsReply: true },
});
const blank = (source) => ({
  values: blankValues(source), key: newKey(), startedAt: null, attempt: null, done: null, errors: {}, error: null, busy: false, tries: 0,
});

/** What the API takes: nothing that is empty. */
export function reportOf(values) {
  const { reporter, ...rest } = values;
  const caller = { ...full(reporter), wantsReply: Boolean(reporter.phone && reporter.wantsReply) };
  return { ...full(rest), ...(caller.phone || caller.name ? { reporter: caller } : {}) };
}

const full = (values) => Object.fromEntries(Object.entries(values)
  .map(([name, value]) => [name, typeof value === "string" ? value.trim() : value])
  .filter(([, value]) => value !== "" && value !== null && value !== false && !(Array.isArray(value) && value.length === 0)));

/** Whether the server may have done what was asked although no answer came. */
const isUnknown = (error) => error.offline || error.status === 502 || error.status === 504;

export function useDraft(given = {}) {
  const [state, setState] = useState(() => {
    const kept = recall(slot(), tab);
    const isGiven = Boolean(given.phone || given.place);
    return kept && !(kept.done && isGiven) ? restored(kept, given) : seeded(given);
  });
  const latest = useRef(state);
  const element = useRef(null);
  const timer = useRef(null);

  const put = (change) => {
    latest.current = { ...latest.current, ...change };
    const { values, key, startedAt, attempt, done } = latest.current;
    remember(slot(), { values, key, startedAt, attempt, done }, tab);
    setState(latest.current);
  };

  const begin = (made) => {
    latest.current = made;
    put({});
  };

  const set = (path, value) => {
    if (latest.current.attempt || latest.current.done) return;
    const errors = Object.fromEntries(Object.entries(latest.current.errors).filter(([at]) => at !== path && !at.startsWith(`${path}.`)));
    put({ values: withValue(latest.current.values, path, value), errors, startedAt: latest.current.startedAt ?? Date.now() });
  };

  const fail = (errors, error = null) => {
    put({ errors, error, busy: false });
    requestAnimationFrame(() => element.current?.querySelector("[aria-invalid=true]")?.focus());
  };

  /** `attempt`: { report, target } — the same until its outcome is known. */
  const deliver = async (attempt) => {
    if (latest.current.busy) return;
    clearTimeout(timer.current);
    put({ busy: true, errors: {}, error: null, attempt });
    try {
      const made = await post("/cases", attempt.report, latest.current.key);
      const done = attempt.target ? await join(made.value, attempt.target, latest.current.key) : { kind: "new", case: made.value };
      put({ busy: false, attempt: null, tries: 0, done: { ...done, seconds: secondsSince(latest.current.startedAt) } });
    } catch (error) {
      if (isUnknown(error)) return wait(error);
      if (error.name !== "ApiError") console.error(error);
      put({ attempt: null, tries: 0 });
      fail(error.fields ?? {}, error);
    }
  };

  const wait = (error) => {
    const tries = latest.current.tries + 1;
    put({ busy: false, error, tries });
    timer.current = setTimeout(again, retryMS[Math.min(tries, retryMS.length) - 1]);
  };
  const again = () => latest.current.attempt && deliver(latest.current.attempt);

  useEffect(() => {
    if (given.phone || given.place) put({});
    again();
    const heard = liveState.subscribe((line) => line === "live" && again());
    addEventListener("online", again);
    return () => {
      clearTimeout(timer.current);
      removeEventListener("online", again);
      heard();
    };
  }, []);

  const check = (values) => ({
    description: values.description.trim() ? null : "description",
    place: values.place ? null : "place",
  });

  return {
    ...state, set, element, fail, check, again,
    errorAt: (path) => state.errors[path],
    submit: (report) => deliver({ report }),
    joinTo: (target, report) => deliver({ report, target }),
    finish: (done) => put({ done: { ...done, seconds: secondsSince(latest.current.startedAt) } }),
    update: (value) => put({ done: { ...latest.current.done, case: value } }),
    /** The next call begins; where calls come from stays as it was. */
    next: () => begin(blank(latest.current.values.source)),
    /** Throws away what was written; the way back is the old state itself. */
    drop: () => {
      const old = latest.current;
      begin(blank(old.values.source));
      return () => begin(old);
    },
    /** Another key for words that the server knows already under this one. */
    renew: () => put({ key: newKey(), error: null, errors: {} }),
  };
}

/** A call that was not finished goes on; a place that the map hands over is taken unless the words are on their way. */
function restored(kept, { place }) {
  const values = place && !kept.attempt ? { ...kept.values, place, part: "" } : kept.values;
  return { ...blank(), ...kept, values, restored: Boolean(kept.startedAt) && !kept.done };
}

function seeded({ phone, place }) {
  const made = blank();
  if (phone) made.values.reporter.phone = phone;
  if (place) made.values.place = place;
  if (phone || place) made.startedAt = Date.now();
  return made;
}

const secondsSince = (at) => (at ? Math.round((Date.now() - at) / 1000) : null);
const post = (path, body, key, version) => send("POST", path, body, { key, version, signal: AbortSignal.timeout(answerWaitMS) });

/**
 * A call about a known matter is a case of its own that is merged at once: the caller is kept and answered at the end.
 * The merging has a key of its own made from the draft's, so that a repetition merges once too.
 */
async function join(made, target, key) {
  try {
    const joined = await post(`/cases/${made.row.id}/actions/merge`, { target: target.id }, `${key}-merge`, made.row.version);
    return { kind: "joined", case: joined.value, target };
  } catch (error) {
    if (isUnknown(error)) throw error;
    // The target ended meanwhile, say: the call is a case of its own then, and the page says why.
    return { kind: "new", case: made, notJoined: { target, words: error.wording ?? null } };
  }
}
