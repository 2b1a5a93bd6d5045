// Texts and styles that all pages of rules need.
import { stylesheet } from "../../kit/stylesheet.js";
import { add } from "../../kit/texts.js";
import alerts from "../../texts/alerts.js";
import cases from "../../texts/case.js";
import track from "../../texts/devices-track.js";
import devices from "../../texts/devices.js";
import fences from "../../texts/fences.js";
import safety from "../../texts/safety.js";
import rules from "../../texts/alert-rules.js";

for (const each of [alerts, cases, devices, track, fences, safety, rules]) add(each);
await stylesheet(new URL("../../styles/registry.css", import.meta.url));
await stylesheet(new URL("../../styles/devices.css", import.meta.url));
await stylesheet(new URL("../../styles/alerts.css", import.meta.url));
