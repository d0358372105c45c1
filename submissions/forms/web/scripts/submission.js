// A submission: what was said, as written. From a document of the contract, and to one.

const MOST_MEGABYTES = 5;
const PEOPLE = FORM.people.map(({ key }) => key);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Nothing said. `said` is by field, `claims` and `evidence` by criterion. */
const emptySubmission = () => ({ applicant: new Map(), said: new Map(), claims: new Map(), evidence: new Map() });

const countOf = ({ said }) => [...said.values()].filter((found) => !isBlank(found)).length;

/** Raised with the sentence that tells why a file is not taken. */
class Refusal extends Error {}

/** The document of a text; numbers that a double would change stay as written. */
function parsedDocument(text) {
  let document;
  try {
    document = JSON.parse(text.replace(/^\ufeff/, ""), exactNumber);
  } catch {
    throw new Refusal(word("not_json"));
  }
  if (!Array.isArray(document)) return document;
  if (document.length !== 1) throw new Refusal(word("several", { n: document.length }));
  return document[0];
}

function exactNumber(key, value, context) {
  if (typeof value !== "number" || !context?.source) return value;
  const same = compared(decimalOf(context.source), decimalOf(String(value))) === 0;
  return Number.isFinite(value) && same ? value : context.source;
}

/** What a document says, and what of it was left out. Raises Refusal. */
function submissionOf(document) {
  if (!isObject(document) || !["standard", "edition", "applicant", "answers", "not_applicable", "evidence"].some((key) => Object.hasOwn(document, key))) {
    throw new Refusal(word("no_submission"));
  }
  const part = (key) => Object.hasOwn(document, key) ? document[key] : undefined;
  const standard = part("standard");
  if (standard !== undefined && standard !== null && typeof standard !== "string") throw new Refusal(word("wrong_standard"));
  if (standard && standard !== FORM.standard) {
    throw new Refusal(word("other_standard", { found: shown(standard), standard: FORM.standard }));
  }
  if (part("answers") !== undefined && !isObject(part("answers"))) throw new Refusal(word("no_answers"));
  const ignored = Object.keys(document).filter((key) => !["standard", "edition", "applicant", "answers", "not_applicable", "evidence"].includes(key));
  const submission = emptySubmission();
  const entries = (key) => {
    if (isObject(part(key))) return Object.entries(part(key));
    if (part(key) !== undefined && part(key) !== null) ignored.push(key);
    return [];
  };
  for (const [key, value] of entries("applicant")) {
    if (!PEOPLE.includes(key) || (typeof value !== "string" && typeof value !== "number" && value !== null)) ignored.push(`applicant.${key}`);
    else if (value !== null) submission.applicant.set(key, String(value));
  }
  for (const [id, value] of answersIn(entries("answers"))) {
    if (!Object.hasOwn(FORM.fields, id)) {
      if (!isBlank(value)) ignored.push(`answers.${id}`);
    } else if (!submission.said.has(id)) submission.said.set(id, value);
  }
  for (const [key, value] of entries("not_applicable")) {
    const id = idIn(key);
    if (isBlank(value) || value === false) continue;
    if (!Object.hasOwn(FORM.criteria, id) || !FORM.criteria[id].claim) ignored.push(`not_applicable.${id}`);
    else submission.claims.set(id, value);
  }
  for (const [key, value] of entries("evidence")) {
    const id = idIn(key);
    if (!Object.hasOwn(FORM.criteria, id)) ignored.push(`evidence.${id}`);
    else if (papersIn(value)[0]) submission.evidence.set(id, value);
  }
  return { submission, ignored, edition: part("edition") ?? FORM.edition };
}

/** Field id and value of every answer; the questions of one criterion may stand in an object. */
function* answersIn(entries) {
  for (const [head, value] of entries) {
    const name = idIn(head);
    if (!isObject(value) || !Object.keys(value).length) yield [name, value];
    else for (const [item, inner] of Object.entries(value)) yield [item === "answer" ? name : `${name}.${item}`, inner];
  }
}

/** An id as it is written in a key. */
const idIn = (key) => stripped(halfWidth(key));

/** The document of a submission, in the form of the contract. */
function documentOf(submission) {
  const applicant = Object.fromEntries(PEOPLE.map((key) => [key, submission.applicant.get(key) ?? ""]).filter(([, text]) => !isBlank(text)));
  const answers = {};
  for (const [id, field] of Object.entries(FORM.fields)) {
    const found = submission.said.get(id);
    if (isBlank(found)) continue;
    const [outer, inner] = field.place;
    if (inner) (answers[outer] ??= {})[inner] = saidAs(id, found);
    else answers[outer] = saidAs(id, found);
  }
  const document = { standard: FORM.standard, edition: FORM.edition, applicant, answers };
  const reasons = [...submission.claims].filter(([, found]) => claimIn(found)[0]).map(([id, found]) => [id, written(found)]);
  const papers = [...submission.evidence].map(([id, found]) => [id, papersIn(found)]).filter(([, [given]]) => given);
  if (reasons.length) document.not_applicable = Object.fromEntries(reasons);
  if (papers.length) document.evidence = Object.fromEntries(papers.map(([id, [, names]]) => [id, names.length ? names : true]));
  return document;
}

/** An answer as the contract writes it; what cannot be read, or was rounded, stays as written. */
function saidAs(id, found) {
  const field = FORM.fields[id], { value, effect } = understand(id, found);
  if (value === null || effect) return found;
  switch (field.type) {
    case "choice": return Object.keys(field.codes).find((key) => field.codes[key] === value);
    case "date": return dayText(value);
    case "yes_no": case "text": return value;
    default: {
      const text = numberText(field, value), number = Number(text);
      return text.replace(/\D/g, "").length <= 15 && !Number.isNaN(number) ? number : text;
    }
  }
}

/** A number as it is held, so that it reads back: small percentages bear their sign. */
function numberText(field, value) {
  const text = plainNumber(value, field.places);
  const small = field.type === "rate" && value !== 0 && Math.abs(value) <= 10 ** field.places;
  return small ? `${text}%` : text;
}
