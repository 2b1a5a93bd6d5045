// Names of what a case and its history know only by an id. Each is asked for once.
import { get } from "../../kit/api.js";
import { className } from "../../kit/fields/class-picker.js";
import { session } from "../../kit/session.js";
import { store, useStore } from "../../kit/store.js";
import { nameOf } from "../../kit/texts.js";

const known = new Map();
const nothing = store(null);

const readers = {
  class: (key) => className(key.split("/").slice(-3).join("/")),
  case: (id) => get(`/cases/${encodeURIComponent(id)}`).then((item) => item.row.number),
  // Departments may not read these; asking would only be refused.
  responsibility: (id) => (readsRegistry() ? get(`/responsibility-grids/${encodeURIComponent(id)}`) : Promise.resolve(null)),
};

const readsRegistry = () => session.get()?.permissions.some((each) => each.name === "registry.read" && each.scopes.some((scope) => !scope.organisation));

function nameStore(kind, id) {
  const key = `${kind} ${id}`;
  if (!known.has(key)) {
    const made = store(null);
    known.set(key, made);
    // Whoever may not read the thing sees its id rather than nothing.
    readers[kind](id).then((thing) => made.set(thing ?? id), () => made.set(id));
  }
  return known.get(key);
}

/** The name, or null while it is on its way. */
export function useName(kind, id) {
  const thing = useStore(id ? nameStore(kind, id) : nothing);
  return thing && typeof thing === "object" ? nameOf(thing) : thing;
}

export const Name = ({ kind, id }) => useName(kind, id) ?? "…";
