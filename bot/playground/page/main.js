/** The page of Slack. */

import { begin } from "./begin.js";
import { SLACK } from "./slack.js";

await begin(SLACK);
