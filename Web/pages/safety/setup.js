// Texts and styles of active safety.
import { stylesheet } from "../../kit/stylesheet.js";
import { add } from "../../kit/texts.js";
import alerts from "../../texts/alerts.js";
import devices from "../../texts/devices.js";
import track from "../../texts/devices-track.js";
import safety from "../../texts/safety.js";

for (const each of [alerts, devices, track, safety]) add(each);
for (const name of ["registry", "devices", "alerts", "safety"]) await stylesheet(new URL(`../../styles/${name}.css`, import.meta.url));
