// Numbers and times as people read them. Thousands are parted by a thin space that does not break.

const THIN = "\u202f";
const NONE = "\u2013";

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** A count, as 118 784; a dash where nothing is known. */
export function count(value) {
  return isNumber(value) ? whole.format(value).replaceAll(",", THIN) : NONE;
}

/** A count that came or went, with its sign. */
export function change(value) {
  return (value > 0 ? "+" : value < 0 ? "\u2212" : "") + count(Math.abs(value));
}

/** A real number in so many significant digits. */
export function real(value, digits = 3) {
  if (!isNumber(value)) {
    return NONE;
  }
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-4 || size >= 1e7)) {
    return value.toExponential(digits - 1).replace("-", "\u2212");
  }
  const text = Number(value.toPrecision(digits));
  return (size >= 1000 ? count(text) : String(text)).replace("-", "\u2212");
}

/** A share of 1 as a percentage. */
export function percent(share, digits = 1) {
  return isNumber(share) ? `${(100 * share).toFixed(digits)}${THIN}%` : NONE;
}

/** A share of correct answers, in three digits. */
export function share(value) {
  return isNumber(value) ? value.toFixed(3) : NONE;
}

/** How long ago something was, as 3 min ago; nothing for what is no time. */
export function ago(time, now) {
  const seconds = (now - Date.parse(time)) / 1000;
  if (!isNumber(seconds)) {
    return NONE;
  }
  for (const [unit, length] of [["d", 86400], ["h", 3600], ["min", 60]]) {
    if (seconds >= length) {
      return `${Math.floor(seconds / length)}${THIN}${unit} ago`;
    }
  }
  return seconds < 5 ? "just now" : `${Math.floor(seconds)}${THIN}s ago`;
}

/** A time to the second, in the zone of the reader. */
export function exact(time) {
  return Number.isNaN(Date.parse(time))
    ? ""
    : new Date(time).toLocaleString("sv-SE", { timeZoneName: "short" });
}

function isNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}
