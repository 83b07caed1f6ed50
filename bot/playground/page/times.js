/** Times as a Dutch reader expects them. A ts is "seconds.serial", as chat platforms count. */

const CLOCK = new Intl.DateTimeFormat("nl-NL", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("nl-NL", { weekday: "long", day: "numeric", month: "long" });
const FULL = new Intl.DateTimeFormat("nl-NL", { dateStyle: "full", timeStyle: "medium" });

export function moment(ts) {
  return new Date(Number.parseFloat(ts) * 1000);
}

export function clock(ts) {
  return CLOCK.format(moment(ts));
}

export function full(ts) {
  return FULL.format(moment(ts));
}

/** "Vandaag", "Gisteren" or the day in full. */
export function dayName(ts, now = new Date()) {
  const day = moment(ts);
  if (sameDay(day, now)) return "Vandaag";
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  return sameDay(day, yesterday) ? "Gisteren" : DAY.format(day);
}

export function dayKey(ts) {
  return moment(ts).toDateString();
}

function sameDay(one, other) {
  return one.toDateString() === other.toDateString();
}
