/** Light, dark, or as the system says. */

const CHOICES = ["auto", "light", "dark"];
export const THEMES = { auto: "automatisch", light: "licht", dark: "donker" };

export function theme() {
  const kept = localStorage.getItem("theme");
  return CHOICES.includes(kept) ? kept : "auto";
}

/** Put the kept choice into effect. */
export function applyTheme() {
  document.documentElement.dataset.theme = theme();
}

/** Keep a choice, and put it into effect. */
export function chooseTheme(choice) {
  localStorage.setItem("theme", choice);
  applyTheme();
}
