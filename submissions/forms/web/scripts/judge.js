// From what was said to all that is shown: everything judged comes from the generated function.

/** The parameters of a day of judgement (days since 1970), looked up. */
function parametersOn(day) {
  return Object.fromEntries(Object.entries(FORM.parameters).map(([name, runs]) => {
    const [first, base, slope] = runs.findLast(([start]) => start <= day) ?? runs[0];
    return [name, base + slope * (day - first)];
  }));
}

const FIRST_DAY = dayNumber(2000, 1, 1), LAST_DAY = dayNumber(2099, 12, 31);

function today() {
  const now = new Date();
  return dayNumber(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

/** Judges one submission again and again; only what changed is read again. */
class Judge {
  constructor(submission, day) {
    this.day = day;
    this.take(submission);
  }

  take(submission) {
    this.submission = submission;
    this.known = new Map(Object.keys(FORM.fields).map((id) => [id, understand(id, submission.said.get(id))]));
  }

  answer(id, found) {
    this.submission.said.set(id, found);
    this.known.set(id, understand(id, found));
  }

  /** What the program reads. */
  answers() {
    const claims = judgedClaims(this.submission.claims, this.known);
    const found = Object.create(null);
    for (const [id, { value, effect }] of this.known) {
      found[id] = FORM.fields[id].type === "text" && value !== null ? true : value;
      found[`invalid:${id}`] = effect === "invalid";
    }
    for (const id of Object.keys(FORM.criteria)) {
      found[`na:${id}`] = claims.counted.has(id);
      found[`ev:${id}`] = papersIn(this.submission.evidence.get(id) ?? "")[0];
    }
    this.withdrawn(found, claims);
    return { found, faults: claims.faults };
  }

  /** A word such as "none" in a question whose claim counts is no longer at fault. */
  withdrawn(found, claims) {
    for (const id of claims.counted) {
      for (const field of FORM.criteria[id].claim.together ? [] : FORM.criteria[id].claim.fields) {
        if (this.known.get(field).away) found[`invalid:${field}`] = false;
      }
    }
  }

  result() {
    const { found, faults } = this.answers();
    return { d: dabiao(found, parametersOn(this.day)), found, faults };
  }
}
