// Where the map looks: kept in the address, moved so that the drawer never covers what was clicked.
import { useEffect, useRef } from "../../kit/html.js";
import { setQuery } from "../../kit/router.js";
import { motion } from "../../kit/map/engine.js";
import { viewText } from "./address.js";

const settleMS = 350;
const drawerWidth = 420;
const isPhone = () => matchMedia("(max-width: 767px)").matches;

/** The part of the map that an open drawer leaves free. */
function freePart(map) {
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  return isPhone() ? { width, height: height * 0.42 } : { width: Math.max(200, width - drawerWidth), height };
}

export function useCamera({ engine, query, onSeen }) {
  const timer = useRef(null);
  const wish = useRef(null);
  const own = useRef(null);
  useEffect(() => () => clearTimeout(timer.current), []);

  const write = () => {
    clearTimeout(timer.current);
    const { map } = engine.current ?? {};
    if (!map) return;
    own.current = viewText({ center: map.getCenter().toArray(), zoom: map.getZoom() });
    setQuery({ c: own.current, at: undefined, bounds: undefined });
  };
  const onView = (view) => {
    onSeen({ zoom: view.zoom, bounds: view.bounds });
    clearTimeout(timer.current);
    timer.current = setTimeout(write, settleMS);
  };
  const onReady = (made) => {
    engine.current = made;
    const { map } = made;
    onSeen({ zoom: map.getZoom(), bounds: map.getBounds().toArray().flat() });
    wish.current?.();
    wish.current = null;
  };
  // The map may still be loading when somebody opens a link: what was wished happens then.
  const withMap = (does) => {
    if (engine.current) does(engine.current.map);
    else wish.current = () => does(engine.current.map);
  };

  /** Moves just so far that a place is seen beside the open drawer. */
  const uncover = (place) => withMap((map) => {
    const at = map.project([place.lng, place.lat]);
    const free = freePart(map);
    const edge = 56;
    const beyond = (value, most) => Math.max(0, value - (most - edge)) + Math.min(0, value - edge);
    const right = beyond(at.x, free.width);
    const down = beyond(at.y, free.height);
    if (right || down) map.panBy([right, down], { duration: motion(200) });
  });
  /** Moves only when a part of the bounds lies below the drawer or off the map. */
  const uncoverBounds = (bounds) => withMap((map) => {
    const free = freePart(map);
    const [west, south, east, north] = bounds;
    const low = map.project([west, south]);
    const high = map.project([east, north]);
    if (low.x < 0 || high.y < 0 || high.x > free.width || low.y > free.height) fly({ bounds });
  });
  const offset = (map) => {
    const free = freePart(map);
    const { clientWidth, clientHeight } = map.getContainer();
    return [(free.width - clientWidth) / 2, (free.height - clientHeight) / 2];
  };
  /** Flies to a place or to bounds, into the part that the drawer leaves free. */
  const fly = ({ lng, lat, bounds, zoom }) => withMap((map) => {
    if (bounds) {
      const free = freePart(map);
      const { clientWidth, clientHeight } = map.getContainer();
      map.fitBounds(bounds, { padding: { top: 72, left: 24, right: clientWidth - free.width + 24, bottom: clientHeight - free.height + 24 }, maxZoom: 16.5, duration: motion(600) });
    } else if (lng !== undefined) {
      map.easeTo({ center: [lng, lat], zoom: Math.max(zoom ?? 16.5, map.getZoom()), offset: offset(map), duration: motion(600) });
    }
  });
  /** Goes along with something that moves. */
  const follow = ({ lng, lat }, length) => withMap((map) => map.easeTo({ center: [lng, lat], offset: offset(map), duration: motion(length), easing: (share) => share }));
  const goTo = (found, show) => {
    if (["case", "part", "grid", "area"].includes(found.kind)) show({ kind: found.kind, id: found.id });
    fly(found);
  };
  /** Whether the map itself wrote this place into the address: then it has nowhere to go, and may be farther already. */
  const isOwn = (text) => text !== undefined && text === own.current;
  return { onView, onReady, uncover, uncoverBounds, fly, follow, goTo, isOwn };
}
