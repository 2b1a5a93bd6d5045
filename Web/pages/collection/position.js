// Where the phone is, once; says why when it cannot be told.
import { t } from "../../kit/texts.js";

const options = { enableHighAccuracy: true, timeout: 15000, maximumAge: 10000 };
const round = (degrees) => Math.round(degrees * 1e6) / 1e6;
const isRefused = 1;

/** { lng, lat } of this device. */
export function whereIAm() {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) return reject(new Error(t("collection.noPosition")));
    return navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lng: round(coords.longitude), lat: round(coords.latitude) }),
      ({ code }) => reject(new Error(code === isRefused ? t("collection.positionRefused") : t("collection.noPosition"))),
      options,
    );
  });
}
