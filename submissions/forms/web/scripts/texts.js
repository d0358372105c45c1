// Texts in two languages: a text, or [Chinese, English] where they differ.

let language = FORM.language;

const say = (text) => Array.isArray(text) ? text[language === "en" ? 1 : 0] : text ?? "";

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (place, name) => Object.hasOwn(values, name) ? String(values[name]) : place);
}

const word = (key, values = {}) => filled(say(FORM.words[key]), values);

/** A text in which a number stands, in the form for one where there is one. */
function counted(key, n, values = {}) {
  return word(n === 1 && FORM.words[`${key}_one`] ? `${key}_one` : key, { n, ...values });
}

const listed = (texts) => texts.join(word("comma"));

/** Several statements as sentences of one paragraph. */
function sentences(texts) {
  const ends = texts.map((text) => text.replace(/[。.\s]+$/, "")).filter((text) => text);
  return ends.map((text) => text + word("end")).join("").trim();
}

/** What somebody wrote, for a message: one line, nothing invisible, at most 60 characters. */
function shown(found) {
  const text = typeof found === "string" ? found : JSON.stringify(found) ?? "";
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, " ").trim();
  const signs = [...clean];
  return signs.length > 60 ? `${signs.slice(0, 59).join("")}…` : clean;
}
