// The draft in this browser; where none may be kept, the page says so and works on.

const DRAFT = `dabiao:${FORM.standard}:${FORM.edition}`;
const PARTS_OF_DRAFT = ["applicant", "said", "claims", "evidence"];

/** Keep the draft; false where the browser forbids it. */
function keepDraft(submission) {
  try {
    localStorage.setItem(DRAFT, JSON.stringify(Object.fromEntries(PARTS_OF_DRAFT.map((part) => [part, [...submission[part]]]))));
    return true;
  } catch {
    return false;
  }
}

/** The draft; null where there is none that can be read. */
function foundDraft() {
  try {
    const held = JSON.parse(localStorage.getItem(DRAFT));
    if (!isObject(held)) return null;
    const submission = emptySubmission();
    const known = { applicant: (key) => PEOPLE.includes(key), said: (id) => Object.hasOwn(FORM.fields, id) };
    for (const part of PARTS_OF_DRAFT) {
      const isKnown = known[part] ?? ((id) => Object.hasOwn(FORM.criteria, id));
      for (const [key, value] of held[part]) if (isKnown(key)) submission[part].set(key, value);
    }
    for (const id of submission.claims.keys()) if (!FORM.criteria[id].claim) submission.claims.delete(id);
    return submission;
  } catch {
    return null;
  }
}

function deleteDraft() {
  try {
    localStorage.removeItem(DRAFT);
  } catch {
    // Nothing was kept.
  }
}
