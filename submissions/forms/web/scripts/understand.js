// Words of one answer -> a typed value. Words, limits and sentences are those of the readers
// (FORM.reading and FORM.fields); what could mean two things is not guessed.

const READING = FORM.reading;
const SETS = Object.fromEntries(
  ["yes", "no", "away", "claiming", "noPaper", "percent"].map((name) => [name, new Set(READING[name])]),
);
const UNSEEN = new Set(READING.unseen);
const EDGES = new Set(READING.edges);
const SPACES = new Set(READING.spaces);
const NUMBER = new RegExp(`^${READING.number}`, "i");
const DAY = new RegExp(`^(?:${READING.day})$`);
const SPLIT = new RegExp(READING.split);
const NOTHING = Object.freeze({ value: null, effect: "", allowed: null, away: false });

const understoodAs = (value) => ({ value, effect: "", allowed: null, away: false });
const invalid = (allowed, away = false) => ({ value: null, effect: "invalid", allowed, away });

const isBlank = (found) =>
  found === null || found === undefined
  || (typeof found === "string" && [...found].every((sign) => UNSEEN.has(sign)));

const halfWidth = (text) => [...text].map((sign) => READING.half[sign] ?? sign).join("");

function stripped(text, blanks = SPACES) {
  const signs = [...text];
  let first = 0, end = signs.length;
  while (first < end && blanks.has(signs[first])) first += 1;
  while (end > first && blanks.has(signs[end - 1])) end -= 1;
  return signs.slice(first, end).join("");
}

/** The key under which words are compared: without case, width and blanks. */
function wordKey(text) {
  const folded = text.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase();
  return [...folded].filter((sign) => !SPACES.has(sign)).join("");
}

/** What was found, as text. */
function written(found) {
  if (found === null || found === undefined) return "";
  if (Array.isArray(found)) return `[${found.map(written).join(", ")}]`;
  if (typeof found === "object") {
    return `{${Object.entries(found).map(([key, value]) => `${key}: ${written(value)}`).join(", ")}}`;
  }
  return String(found);
}

/** What was said of a field. */
function understand(id, found) {
  const field = FORM.fields[id];
  if (isBlank(found)) return NOTHING;
  if (typeof found === "object" && field.type !== "text") return invalid(READING.say.oneValue);
  switch (field.type) {
    case "yes_no": return truthIn(field, found);
    case "choice": return choiceIn(field, found);
    case "date": return dayIn(field, found);
    case "text": return understoodAs(written(found));
    default: return numberIn(field, found);
  }
}

function truthIn(field, found) {
  if (typeof found === "boolean") return understoodAs(found);
  if (typeof found === "number") return found === 0 || found === 1 ? understoodAs(found === 1) : invalid(field.allowed);
  const key = wordKey(found);
  if (SETS.yes.has(key) || SETS.no.has(key)) return understoodAs(SETS.yes.has(key));
  return fault(field, SETS.away.has(key));
}

function choiceIn(field, found) {
  if (typeof found === "boolean") return invalid(field.allowed);
  const text = stripped(written(found));
  if (Object.hasOwn(field.codes, text)) return understoodAs(field.codes[text]);
  const key = wordKey(text);
  if (Object.hasOwn(field.labels, key)) return understoodAs(field.labels[key]);
  return fault(field, SETS.away.has(key));
}

const fault = (field, away) => away ? invalid(field.away, true) : invalid(field.allowed);

function dayIn(field, found) {
  if (typeof found === "boolean") return invalid(field.allowed);
  const text = stripped(halfWidth(String(found)));
  const match = text.length <= READING.dayLength ? DAY.exec(text) : null;
  if (!match) return fault(field, SETS.away.has(wordKey(text)));
  const { y, m, zm, nm, d, zd, nd } = match.groups;
  const day = dayNumber(Number(y), Number(m ?? zm ?? nm), Number(d ?? zd ?? nd));
  const [first, last] = READING.days;
  return day !== null && first <= day && day <= last ? understoodAs(day) : invalid(field.allowed);
}

/** Days since 1970; null where the calendar has no such day. */
function dayNumber(year, month, day) {
  const found = new Date(Date.UTC(year, month - 1, day));
  const same = found.getUTCFullYear() === year && found.getUTCMonth() === month - 1 && found.getUTCDate() === day;
  return same ? found.getTime() / 86_400_000 : null;
}

const dayText = (days) => new Date(days * 86_400_000).toISOString().slice(0, 10);

function numberIn(field, found) {
  if (typeof found === "boolean") return invalid(field.allowed);
  if (typeof found === "number") {
    return Number.isFinite(found) ? held(field, decimalOf(String(found)), false) : invalid(field.allowed);
  }
  let text = stripped(halfWidth(found));
  if (SETS.away.has(wordKey(text))) return invalid(field.away, true);
  if (field.type === "money") text = stripped(text.replace(/^¥/, "").replace(/^￥/, ""));
  const match = text.length <= READING.numberLength ? NUMBER.exec(text) : null;
  if (!match) return invalid(field.allowed);
  const number = decimalOf(match[0]);
  const unit = wordKey(text.slice(match[0].length));
  if (!unit) return held(field, number, false);
  if (field.units.includes(unit)) return held(field, number, SETS.percent.has(unit));
  const [first] = unit, rest = unit.slice(first.length);
  if (field.multiples && Object.hasOwn(READING.multiples, first) && (!rest || field.units.includes(rest))) {
    return held(field, shifted(number, READING.multiples[first]), false);
  }
  return invalid(/[\p{L}%‰]/u.test(first) ? field.otherUnit : field.allowed);
}

function held(field, number, asPercent) {
  const [low, high] = field.range.map((limit) => ({ whole: BigInt(limit), places: field.places }));
  if (compared(number, low) < 0 || compared(number, high) > 0) return invalid(field.allowed);
  const one = { whole: 1n, places: 0 };
  const size = { whole: number.whole < 0n ? -number.whole : number.whole, places: number.places };
  if (field.mayBeShare && !asPercent && size.whole > 0n && compared(size, one) <= 0) {
    return invalid(shareOrPercent(number));
  }
  if (field.step !== null && !isStep(number, low, field.step)) return invalid(field.allowed);
  const { value, exact } = scaledTo(number, field.places);
  const found = understoodAs(Number(value));
  return exact ? found : { ...found, effect: "note", allowed: field.rounded };
}

/** Whether a number lies whole steps above the least one. */
function isStep(number, low, step) {
  const places = Math.max(number.places, low.places);
  const gap = scaledTo(number, places).value - scaledTo(low, places).value;
  return gap % scaledTo({ whole: BigInt(step), places: low.places }, places).value === 0n;
}

function shareOrPercent(number) {
  const text = plain(number);
  if (text === "1") return READING.say.shareOne;
  const values = { percent: plain(shifted(number, 2)), written: text };
  return READING.say.share.map((sentence) => filled(sentence, values));
}
