// Texts and styles that all pages of message mappings need.
import { stylesheet } from "../../../kit/stylesheet.js";
import { add } from "../../../kit/texts.js";
import devices from "../../../texts/devices.js";
import messages from "../../../texts/devices-messages.js";

for (const each of [devices, messages]) add(each);
await stylesheet(new URL("../../../styles/devices.css", import.meta.url));
await stylesheet(new URL("../../../styles/dispatch.css", import.meta.url));
await stylesheet(new URL("../../../styles/messages.css", import.meta.url));
