/** What was typed but not sent, for each person and place; it outlives a reload of the page, files do not. */

const pending = new Map();

export function draft(place) {
  return sessionStorage.getItem(`draft/${place}`) ?? "";
}

export function keepDraft(place, text) {
  if (text) sessionStorage.setItem(`draft/${place}`, text);
  else sessionStorage.removeItem(`draft/${place}`);
}

/** The files that are ready to be sent from a place: `{file, asMail}`. */
export function pendingFiles(place) {
  return pending.get(place) ?? [];
}

export function keepFiles(place, files) {
  pending.set(place, files);
}
