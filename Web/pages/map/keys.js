// The keyboard on the map: Escape goes back one step, the menu key opens what a right click does.
import { useLayoutEffect, useRef } from "../../kit/html.js";

export function useMapKeys(wishes) {
  const latest = useRef(wishes);
  latest.current = wishes;
  useLayoutEffect(() => {
    const hear = (event) => {
      const { frame, engine, isDrawing, isOpen, onStopDrawing, onClose, onContext } = latest.current;
      if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
      const map = engine.current?.map;
      const onCanvas = map && event.target === map.getCanvas();
      const isHere = frame.current?.contains(event.target) || event.target === document.body;
      if (event.key === "Escape" && isHere) {
        if (isDrawing) onStopDrawing();
        else if (isOpen) {
          onClose();
          map?.getCanvas().focus({ preventScroll: true });
        }
      } else if (onCanvas && (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey))) {
        event.preventDefault();
        const lngLat = map.getCenter();
        onContext({ lngLat, point: map.project(lngLat) });
      }
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, []);
}
