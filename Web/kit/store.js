// A value that tells its readers when it changes.
import { useEffect, useState } from "./html.js";

export function store(initial) {
  let value = initial;
  const readers = new Set();
  const set = (next) => {
    if (Object.is(next, value)) return;
    value = next;
    for (const read of [...readers]) read(value);
  };
  return {
    get: () => value,
    set,
    update: (change) => set(change(value)),
    subscribe(read) {
      readers.add(read);
      return () => readers.delete(read);
    },
  };
}

/** Renders the component again when the store changes. */
export function useStore(source) {
  const [value, setValue] = useState(source.get());
  useEffect(() => {
    setValue(source.get());
    return source.subscribe(setValue);
  }, [source]);
  return value;
}

/** A store that remembers its value on this device; without storage it still works for this page. */
export function deviceStore(name, initial, isValid = () => true) {
  const kept = recall(name);
  const made = store(kept !== undefined && isValid(kept) ? kept : initial);
  made.subscribe((value) => remember(name, value));
  return made;
}

export function recall(name, storage = () => localStorage) {
  try {
    const text = storage().getItem(`streetwise.${name}`);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function remember(name, value, storage = () => localStorage) {
  try {
    if (value === undefined) storage().removeItem(`streetwise.${name}`);
    else storage().setItem(`streetwise.${name}`, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
