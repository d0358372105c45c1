// Exact decimals: `whole` (a BigInt) over ten to the power of `places`. Nothing is rounded twice.

/** A number as `FORM.reading.number` matches it. */
function decimalOf(text) {
  const [mantissa, exponent] = text.replaceAll(",", "").toLowerCase().split("e");
  const [units, rest = ""] = mantissa.split(".");
  const digits = BigInt(units.replace(/[+-]/, "") + rest || "0");
  const whole = units.startsWith("-") ? -digits : digits;
  return shifted({ whole, places: rest.length }, Number(exponent ?? 0));
}

/** Times ten to some power. */
function shifted({ whole, places }, power) {
  const left = places - power;
  return left >= 0 ? { whole, places: left } : { whole: whole * 10n ** BigInt(-left), places: 0 };
}

/** The whole number of the last of some places, half away from zero, and whether it is exact. */
function scaledTo({ whole, places }, wanted) {
  if (places <= wanted) return { value: whole * 10n ** BigInt(wanted - places), exact: true };
  const unit = 10n ** BigInt(places - wanted);
  const size = whole < 0n ? -whole : whole;
  const near = (2n * size + unit) / (2n * unit);
  return { value: whole < 0n ? -near : near, exact: size % unit === 0n };
}

/** Below zero, zero or above, as the first number is less than, equal to or more than the other. */
function compared(one, other) {
  const places = Math.max(one.places, other.places);
  const gap = scaledTo(one, places).value - scaledTo(other, places).value;
  return gap < 0n ? -1 : gap > 0n ? 1 : 0;
}

/** Without idle zeros: `87.5`, `100`, `-2`. */
function plain({ whole, places }) {
  const size = String(whole < 0n ? -whole : whole).padStart(places + 1, "0");
  const rest = places ? size.slice(-places).replace(/0+$/, "") : "";
  const units = places ? size.slice(0, -places) : size;
  return `${whole < 0n ? "-" : ""}${units}${rest ? `.${rest}` : ""}`;
}

const plainNumber = (whole, places) => plain({ whole: BigInt(whole), places });

/** Ten-thousandths of a point with the standard's decimals; exact where they say more. */
function points(whole) {
  const text = plainNumber(whole, 4);
  const [units, rest = ""] = text.split(".");
  const shownRest = rest.padEnd(FORM.decimals, "0");
  return shownRest ? `${units}.${shownRest}` : units;
}

/** Ten-thousandths of a point in words: `2 points`. */
function pointsInWords(whole) {
  const text = plainNumber(whole, 4);
  return word(text === "1" ? "point" : "points", { n: text });
}

/** Groups of three digits: 50,000. */
function grouped(text) {
  const [units, rest] = text.split(".");
  const spaced = units.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return rest === undefined ? spaced : `${spaced}.${rest}`;
}
