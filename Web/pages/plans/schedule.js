// When each step of a plan comes, if all goes as planned: pure.

/** Step key → { start, end, depth }: minutes from the beginning, and how many steps stand before it in a row. */
export function scheduleOf(steps) {
  const known = new Map();
  for (const step of steps) {
    const before = step.after.map((key) => known.get(key)).filter(Boolean);
    const start = Math.max(0, ...before.map(({ end }) => end)) + (step.waitMinutes || 0);
    known.set(step.key, { start, end: start + (step.dueMinutes || 0), depth: before.length ? Math.max(...before.map(({ depth }) => depth)) + 1 : 0 });
  }
  return known;
}

/** Minutes until the last step is to be done. */
export const lengthOf = (steps) => Math.max(0, ...[...scheduleOf(steps).values()].map(({ end }) => end));

export const titleOf = (steps, key) => steps.find((step) => step.key === key)?.title || key;
