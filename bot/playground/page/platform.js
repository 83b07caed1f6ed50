/**
 * Which platform this page shows. What differs between them is told once by whoever begins the page:
 *
 * - `name`, `api` (where its doors are), `start` (what is open at first), `hasHome`
 * - `channels` and `direct`: which conversations stand under which heading of the sidebar
 * - `about(one)`, `threads(one)`, `welcome(one, watched)`: of a conversation
 * - `content(message, conversation)`: what a message shows
 * - `actions(message, conversation)`: entries of its menu, `undo(message, conversation)` of one that is gone
 * - `send(place, text, files)`: gives what could not be sent
 * - `takesMails`: whether a mail can come in by itself
 * - `failing`: which call of the bot fails on request
 */
export const platform = {};

export function showPlatform(the) {
  Object.assign(platform, the);
}
