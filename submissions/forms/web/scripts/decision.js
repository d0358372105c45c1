// The decision in words, what is missing to the next grade, and every reason.

const GRADED = ["named", "conditional", "failed"];
const outcomeOf = (d) => FORM.outcomes[d.outcome];
const percent = (whole) => `${plainNumber(whole, 2)}%`;
const scoreText = (d) => d.scored ? points(d.published) : word("no_score");

function decisionOf(d) {
  const outcome = word(`outcome_${outcomeOf(d)}`), grade = FORM.grades[d.grade];
  if (!grade) return outcome;
  const zh = (text) => Array.isArray(text) ? text[0] : text;
  if (zh(grade.name).includes(zh(FORM.words[`outcome_${outcomeOf(d)}`]))) return say(grade.name);
  return word("decision_both", { outcome, grade: say(grade.name) });
}

const missedConditions = (grade, d) => grade.conditions.map((_, place) => place).filter((place) => !d[`grade:${grade.id}:${place}`]);
const missedMinima = (d) => FORM.minima.filter(({ part }) => !d[`minimum:${part}`]);

/** What is missing to the next better grade; empty where the score does not decide. */
function nextOf(d) {
  if (!GRADED.includes(outcomeOf(d))) return "";
  if (d.grade === 0) return word("best_grade");
  const grade = FORM.grades[d.grade - 1], missed = missedConditions(grade, d);
  const score = grade.needs.find(({ of, condition }) => (of === "score" || of === "published") && missed.includes(condition));
  const others = missed.length + missedMinima(d).length - (score ? 1 : 0);
  const name = say(grade.name);
  if (!score) return others ? counted("next_conditions", others, { grade: name }) : "";
  const missing = pointsInWords(d[score.short]);
  return others ? counted("next_both", others, { points: missing, grade: name }) : word("next_points", { points: missing, grade: name });
}

/** Every reason with its sign: refused, not answered, or a condition missed. */
function reasonsOf(d) {
  const told = [...gateReasons(d), ...vetoReasons(d)];
  if (!d.scored) told.push(["–", word("nothing_applies")]);
  else if (d.uncovered) told.push(["–", word("coverage_low", { coverage: percent(d.coverage), needed: `${FORM.coverageNeeded}%` })]);
  if (outcomeOf(d) === "not_judged") return told;
  for (const { part, title, share, points: needed } of missedMinima(d)) {
    const present = d[`part:${part}`];
    told.push(["○", word("minimum_missed", { part: say(title), present: pointsInWords(present), needed: pointsInWords(needed), share, missing: pointsInWords(needed - present) })]);
  }
  for (const grade of FORM.grades.slice(0, d.grade).reverse()) {
    const missed = missedConditions(grade, d).map((place) => conditionOf(grade, place, d));
    if (missed.length) told.push(["○", word("grade_missed", { grade: say(grade.name), why: missed.join(word("semicolon")) })]);
  }
  return told;
}

function gateReasons(d) {
  return FORM.gates.filter(({ id }) => !d[`gate:${id}`]).map(({ id, title, require }) =>
    d[`gate_open:${id}`]
      ? ["–", word("gate_open", { gate: say(title) })]
      : ["✕", word("gate_unmet", { gate: say(title), why: say(require) })]);
}

function vetoReasons(d) {
  const told = [];
  for (const [id, { title, vetoes }] of Object.entries(FORM.criteria)) {
    vetoes.forEach(({ effect, say: why }, place) => {
      if (d[`veto:${id}:${place}`]) told.push(["✕", word("veto_fired", { effect: word(`effect_${effect}`), criterion: say(title), why: say(why) })]);
      else if (d[`veto_open:${id}:${place}`]) told.push(["–", word("veto_open", { criterion: say(title) })]);
    });
  }
  return told;
}

/** A condition of a grade, with what is missing to it. */
function conditionOf(grade, place, d) {
  const what = say(grade.conditions[place]);
  const short = grade.needs.filter(({ condition, short: name }) => condition === place && d[name] > 0);
  if (!short.length) return what;
  if (short.length === 1 && !short[0].of.includes(":")) return word("condition_short", { what, missing: pointsInWords(d[short[0].short]) });
  const list = short.map(({ of, short: name }) => word("part_short", { part: titleOf(of), missing: pointsInWords(d[name]) }));
  return word("condition_parts", { what, list: listed(list) });
}

function titleOf(score) {
  const [kind, ...rest] = score.split(":"), id = rest.join(":");
  const part = kind === "part" ? FORM.parts.find((one) => one.id === id) : FORM.criteria[id];
  return part ? say(part.title) : id;
}
