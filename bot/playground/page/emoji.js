/** The emoji names that are shown as their character; any other stays `:name:`. */

const CHARACTERS = {
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", warning: "⚠️",
  no_entry: "⛔", question: "❓", grey_question: "❔", exclamation: "❗", bulb: "💡", bell: "🔔",
  information_source: "ℹ️", email: "✉️", envelope: "✉️", incoming_envelope: "📨", mailbox: "📫",
  mailbox_with_mail: "📬", inbox_tray: "📥", outbox_tray: "📤", memo: "📝", pencil: "📝", pencil2: "✏️",
  page_facing_up: "📄", clipboard: "📋", paperclip: "📎", link: "🔗", lock: "🔒", unlock: "🔓", key: "🔑",
  mag: "🔍", gear: "⚙️", wrench: "🔧", hammer_and_wrench: "🛠️", hourglass: "⌛", hourglass_flowing_sand: "⏳",
  stopwatch: "⏱️", alarm_clock: "⏰", calendar: "📅", arrow_right: "➡️", arrows_counterclockwise: "🔄",
  rotating_light: "🚨", sos: "🆘", raising_hand: "🙋", wave: "👋", eyes: "👀", "+1": "👍", thumbsup: "👍",
  "-1": "👎", thumbsdown: "👎", ok_hand: "👌", pray: "🙏", tada: "🎉", smile: "😄", slightly_smiling_face: "🙂",
  thinking_face: "🤔", telephone_receiver: "📞", phone: "☎️", speech_balloon: "💬", bust_in_silhouette: "👤",
  busts_in_silhouette: "👥", red_circle: "🔴", large_green_circle: "🟢", large_yellow_circle: "🟡",
  large_blue_circle: "🔵", white_circle: "⚪", star: "⭐", sparkles: "✨", robot_face: "🤖", point_right: "👉",
};

/** The character for a name without its colons, or null. */
export function emoji(name) {
  return Object.hasOwn(CHARACTERS, name) ? CHARACTERS[name] : null;
}

/** A text in which the known `:names:` are characters. */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => emoji(name) ?? whole);
}
