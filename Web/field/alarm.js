// Sound and vibration for what must not wait. Browsers allow both only after the person has touched the page.
import { deviceStore } from "../kit/store.js";

export const rings = deviceStore("field.rings", true, (value) => typeof value === "boolean");

let audio = null;

function prepare() {
  const Audio = globalThis.AudioContext ?? globalThis.webkitAudioContext;
  if (!Audio) return;
  audio ??= new Audio();
  if (audio.state === "suspended") audio.resume().catch(() => {});
}
for (const event of ["pointerup", "keyup"]) document.addEventListener(event, () => rings.get() && prepare(), { passive: true });

const isTouched = () => navigator.userActivation?.hasBeenActive ?? true;

/** Short tones, the urgent ones more and higher. */
export function ring({ urgent = false } = {}) {
  if (!rings.get() || !isTouched()) return;
  vibrate(urgent ? [500, 150, 500, 150, 500] : [300, 150, 300]);
  if (audio?.state !== "running") return;
  const count = urgent ? 6 : 3;
  for (let at = 0; at < count; at++) tone(audio.currentTime + at * 0.28, urgent && at % 2 ? 1175 : 880);
}

function tone(at, hertz) {
  const sound = audio.createOscillator();
  const volume = audio.createGain();
  sound.frequency.value = hertz;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.4, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.2);
  sound.connect(volume).connect(audio.destination);
  sound.start(at);
  sound.stop(at + 0.22);
}

export function vibrate(pattern) {
  if (isTouched()) navigator.vibrate?.(pattern);
}
