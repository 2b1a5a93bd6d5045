// Open and overdue cases by place, for the colours of areas and grids.
import { useCallback, useEffect, useMemo, useRef, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { useLive } from "../../kit/live.js";

/** Far away counties are compared, nearer streets, near by the grids for which somebody answers. */
export const levelAt = (zoom) => (zoom < 10 ? "county" : zoom < 13.2 ? "street" : "grid");

/** { code: { open, yellow, red } } of a level; null before the first answer. */
export function useFigures(level, isWanted) {
  const [state, setState] = useState({ level: null, items: null, error: null });
  const running = useRef(null);

  const readAll = useCallback(async () => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    try {
      const { items } = await get("/map/figures", { level }, { signal: control.signal });
      if (!control.signal.aborted) setState({ level, items, error: null });
    } catch (error) {
      if (!control.signal.aborted && error.name !== "AbortError") setState((old) => ({ ...old, error }));
    }
  }, [level]);

  useEffect(() => {
    if (!isWanted) return undefined;
    readAll();
    return () => running.current?.abort();
  }, [level, isWanted]);
  useLive("case.changed", () => isWanted && readAll(), { settle: 1000 });

  return useMemo(() => {
    if (state.level !== level || !state.items) return { level, byCode: null, error: state.error };
    return { level, byCode: Object.fromEntries(state.items.map((item) => [item.code, item])), error: state.error };
  }, [state, level]);
}

const amounts = { open: (item) => item.open, red: (item) => item.red, burning: (item) => item.red + item.yellow };

/** Where a shade begins: four steps that suit what there is, the first at one case. */
export function stepsFor(values) {
  const most = Math.max(0, ...values);
  if (most <= 4) return [1, 2, 3, 4];
  const round = (value) => {
    const ten = 10 ** Math.floor(Math.log10(value));
    return [1, 2, 5, 10].map((each) => each * ten).find((each) => each >= value);
  };
  const steps = [1, round(most * 0.1), round(most * 0.25), round(most * 0.5)].map(Math.ceil);
  return steps.map((step, index) => Math.max(step, index === 0 ? 1 : 0)).reduce((all, step) => [...all, Math.max(step, (all.at(-1) ?? 0) + 1)], []);
}

/** Shades 0–3 by code, with the steps for the legend. */
export function shadesOf(byCode, measure) {
  const amount = amounts[measure];
  const items = Object.values(byCode ?? {}).map((item) => [item.code, amount(item)]).filter(([, value]) => value > 0);
  const steps = stepsFor(items.map(([, value]) => value));
  const values = Object.fromEntries(items.map(([code, value]) => [code, steps.filter((step) => value >= step).length - 1]));
  return { values, steps };
}

/** The hue of a measure: numbers in the accent, overdue in red, what burns in amber. */
export const hueOf = (measure) => ({ open: "accent", red: "red", burning: "amber" })[measure];
