/** The link with the server: reads the state, hears of changes, sends what a person does. */

import { platform } from "./platform.js";
import { store, update } from "./state.js";
import { toast } from "./toast.js";

const ERRORS = {
  action_not_found: "Deze knop is er niet meer.",
  channel_not_found: "Dit gesprek bestaat niet meer.",
  not_in_channel: "U bent geen lid van dit kanaal.",
  message_not_found: "Dit bericht bestaat niet meer.",
  cant_update_message: "Dit bericht kunt u niet bewerken.",
  cant_delete_message: "Dit bericht kunt u niet verwijderen.",
  messages_tab_disabled: "Deze bot neemt geen directe berichten aan.",
  no_text: "Een leeg bericht kan niet worden verstuurd.",
  not_supported_in_threads: "Deze opdracht werkt niet in een thread.",
  thread_not_found: "Deze thread bestaat niet meer.",
  already_in_channel: "U bent al lid van dit kanaal.",
  app_not_connected: "De bot is niet verbonden en kan nu niets ontvangen.",
  unknown_command: "Deze opdracht bestaat niet.",
  not_connected: "De bot is niet verbonden en kan nu niets ontvangen.",
  bot_not_connected: "De bot is niet verbonden en kan nu niets ontvangen.",
  timeout: "De bot gaf niet op tijd antwoord. Probeer het opnieuw.",
  dispatch_failed: "De bot gaf niet op tijd antwoord. Probeer het opnieuw.",
  operation_timeout: "De bot gaf niet op tijd antwoord. Probeer het opnieuw.",
  view_not_found: "Dit formulier is al gesloten.",
  file_too_large: "Dit bestand is te groot voor de speelplaats.",
  msg_too_long: "Dit bericht is te lang.",
};

/** Who acts where the one that was chosen does not exist. */
const NOBODY_ELSE = "U0ANNA";

let reading = null;
let again = false;

/** Read the state; a call during a reading leads to one more after it. */
export async function refresh() {
  if (reading) {
    again = true;
    return reading;
  }
  reading = readState().finally(() => {
    reading = null;
  });
  await reading;
  if (again) {
    again = false;
    await refresh();
  }
}

async function readState() {
  const asker = store.person;
  try {
    const response = await fetch(`${platform.api}/state?person=${encodeURIComponent(asker)}`, { cache: "no-store" });
    if (response.status === 404 && asker !== NOBODY_ELSE) {
      update({ person: NOBODY_ELSE });
      again = true;
      return;
    }
    if (!response.ok) throw new Error(String(response.status));
    const workspace = await response.json();
    if (workspace.ok === false) {
      update({ absent: true });
      return;
    }
    // Someone else may have been chosen while this was under way.
    if (asker === store.person) update({ workspace, online: true });
    else again = true;
  } catch {
    update({ online: false });
  }
}

/** Hear of changes, for as long as the page lives; a lost connection is made again. */
export function listen(pause = 500) {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}${platform.api}/changes`);
  let wait = pause;
  socket.addEventListener("open", () => {
    wait = 500;
    refresh();
  });
  socket.addEventListener("message", (event) => {
    const { revision } = JSON.parse(event.data);
    if (revision !== store.workspace?.revision) refresh();
  });
  socket.addEventListener("close", () => {
    update({ online: false });
    setTimeout(() => listen(Math.min(wait * 2, 8000)), wait);
  });
}

/**
 * Do something as the person who acts. Gives whether it worked; what did not is told in a toast, so a caller
 * only has to keep what the person had typed.
 */
export async function act(path, body) {
  let answer;
  // Before: what it leads to may be told of before it is answered.
  const noticed = store.workspace?.notice ?? null;
  try {
    const response = await fetch(`${platform.api}/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ person: store.person, ...body }),
    });
    if (response.status === 413) answer = { ok: false, error: "file_too_large" };
    else answer = await response.json();
  } catch {
    toast("De speelplaats is niet bereikbaar. Wat u typte, blijft staan.");
    return false;
  }
  await refresh();
  const notice = store.workspace?.notice ?? null;
  // The workspace's own word on it goes before ours.
  if (notice && ((notice.id ?? notice) !== (noticed?.id ?? noticed) || !answer.ok)) toast(notice.text ?? notice, "note");
  else if (!answer.ok) toast(ERRORS[answer.error] ?? `Dat lukte niet (${answer.error}).`);
  return Boolean(answer.ok);
}
