/** The page of Teams. */

import { begin } from "./begin.js";
import { loadRenderer } from "./card_renderer.js";
import { TEAMS } from "./teams.js";

await loadRenderer();
await begin(TEAMS);
