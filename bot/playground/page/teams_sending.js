/** Sending what was typed in Teams: a message with its files. */

import { upload } from "./content.js";
import { act } from "./live.js";

/** Send it all. Gives what could not be sent, to be put back: `{text, files}`. */
export async function send({ conversation, thread }, text, files) {
  const put = await Promise.all(files.map(async (each) => ({ ...(await upload(each)), pasted: Boolean(each.pasted) })));
  const body = { conversation, text, files: put };
  if (thread) body.thread_ts = thread;
  return (await act("post", body)) ? { text: "", files: [] } : { text, files };
}
