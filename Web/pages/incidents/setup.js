// Texts and styles that all pages of incidents need.
import "../plans/setup.js";
import { add } from "../../kit/texts.js";
import incidents from "../../texts/incidents.js";

add(incidents);
