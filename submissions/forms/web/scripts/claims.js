// Not-applicable claims, evidence and the applicant's code, as the readers take them.

/** Whether something written claims "not applicable", and its reason (null: none in words). */
function claimIn(found) {
  if (isBlank(found)) return [false, null];
  if (typeof found === "boolean") return [found, null];
  if (typeof found === "object") return [Object.keys(found).length > 0, null];
  const text = stripped(written(found)), key = wordKey(text);
  if (SETS.claiming.has(key) || SETS.yes.has(key)) return [true, null];
  if (SETS.no.has(key) || SETS.away.has(key)) return [false, null];
  return [true, /\p{L}/u.test(text) ? text : null];
}

/** Whether evidence is given, and the papers named. */
function papersIn(found) {
  if (Array.isArray(found)) {
    const parts = found.map(papersIn);
    return [parts.some(([given]) => given), parts.flatMap(([, names]) => names)];
  }
  if (typeof found === "boolean") return [found, []];
  const texts = written(found).split(SPLIT).filter((text) => !isBlank(text)).map((text) => stripped(text));
  const spoken = texts.filter((text) => !SETS.noPaper.has(wordKey(text)));
  return [spoken.length > 0, spoken.filter((text) => !SETS.yes.has(wordKey(text)))];
}

/** Which claims count, and for the others why they do not. `known`: what was understood, by field. */
function judgedClaims(claims, known) {
  const counted = new Set(), faults = new Map();
  for (const [id, found] of claims) {
    const [claimed, reason] = claimIn(found);
    if (!claimed) {
      if (found === "") faults.set(id, READING.say.noReason);
    } else if (reason === null) faults.set(id, READING.say.noReason);
    else if (isAnswered(FORM.criteria[id].claim, known)) faults.set(id, READING.say.answered);
    else counted.add(id);
  }
  return { counted, faults };
}

/** An answer is never hidden by a claim; a word such as "none" beside it is no answer. */
function isAnswered({ fields, together }, known) {
  const found = fields.map((id) => known.get(id) ?? NOTHING);
  if (together) return found.length > 0 && found.every(({ value }) => value !== null);
  return found.some(({ value, effect, away }) => value !== null || (effect === "invalid" && !away));
}

/** What is wrong with a code; null: nothing. */
function codeFault(found) {
  const text = stripped(halfWidth(found), EDGES);
  if (!text) return null;
  if (new RegExp(READING.likeNumber).test(text)) return READING.say.codeText;
  if ([...text].length > READING.codeLength || !/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u.test(text)) return READING.say.code;
  return new RegExp(READING.eleven).test(text) ? READING.say.codeEleven : null;
}
