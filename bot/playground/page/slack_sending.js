/** Sending what was typed in Slack: a message, a command, files, or mails that come in by themselves. */

import { base64, upload } from "./content.js";
import { act } from "./live.js";
import { store } from "./state.js";
import { toast } from "./toast.js";

/** Send it all. Gives what could not be sent, to be put back: `{text, files}`. */
export async function send({ conversation, thread }, text, files) {
  const [, command, rest] = /^(\/\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  if (command && !files.length) {
    const sent = await sendCommand(conversation, thread, command, rest);
    return { text: sent ? "" : text, files: [] };
  }
  const left = { text: "", files: [] };
  const mails = files.filter((each) => each.asMail && !thread);
  for (const each of mails) {
    const sent = await act("email", { conversation, raw_base64: await base64(each.file) });
    if (!sent) left.files.push(each);
  }
  const others = files.filter((each) => !mails.includes(each));
  if (!text.trim() && !others.length) return left;
  const body = { conversation, text, files: await Promise.all(others.map(upload)) };
  if (thread) body.thread_ts = thread;
  if (!(await act("post", body))) {
    left.text = text;
    left.files.push(...others);
  }
  return left;
}

async function sendCommand(conversation, thread, command, text) {
  const known = store.workspace?.commands.some((each) => each.command === command);
  if (!known) {
    toast(`${command} is geen opdracht in deze werkruimte.`);
    return false;
  }
  const body = { conversation, command, text };
  if (thread) body.thread_ts = thread;
  return act("command", body);
}
