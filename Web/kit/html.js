// The one door to Preact and htm: nothing else imports the vendor file.
import { useState } from "../vendor/preact-htm.js";

export {
  html, h, render, Component, createContext,
  useState, useEffect, useLayoutEffect, useRef, useMemo, useCallback, useReducer, useContext,
  useImperativeHandle, useErrorBoundary,
} from "../vendor/preact-htm.js";

export const Fragment = ({ children }) => children;

let ids = 0;

/** An id that stays the same for the life of a component, for labels and descriptions. */
export function useId(prefix = "id") {
  return useState(() => `${prefix}-${++ids}`)[0];
}

/** Joins the class names that are there. */
export const cx = (...names) => names.filter(Boolean).join(" ");
