// One second hand for the whole wall, and the day in the city's zone.
import { useEffect } from "../../kit/html.js";
import { today } from "../../kit/format.js";
import { store, useStore } from "../../kit/store.js";

export const second = store(Date.now());
export const cityDay = store("");
let watchers = 0;
let timer = null;

function tick() {
  second.set(Date.now());
  cityDay.set(today());
}

/** Runs while a wall is shown; a machine that slept catches up with the next beat. */
export function useSecondHand() {
  useEffect(() => {
    if (watchers++ === 0) timer = setInterval(tick, 1000);
    tick();
    return () => {
      if (--watchers === 0) clearInterval(timer);
    };
  }, []);
}

export const useSecond = () => useStore(second);
export const useCityDay = () => useStore(cityDay) || today();

const two = (value) => String(value).padStart(2, "0");

/** “12:05” or “1:12:05”: what is left, or how far over. */
export function countdown(milliseconds) {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}
