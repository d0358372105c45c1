// Why points were lost and what to do, in words; what was lost is told by the generated function.

/** The steps that lost points, by kind: not answered, unreadable, found, below the best, not met. */
function lossesOf(id, d) {
  const groups = new Map();
  for (const step of FORM.criteria[id].steps) {
    const lost = d[`lost:${id}:${step.id}`], amount = d[`amount:${id}:${step.id}`], times = d[`times:${id}:${step.id}`];
    if (lost <= 0) continue;
    const open = ["", "unanswered", "invalid"][d[`open:${id}:${step.id}`]];
    const kind = open || (step.takes ? "found" : amount ? "short" : "missed");
    const values = { label: say(step.label), points: pointsInWords(lost), times, won: pointsInWords(Math.abs(amount)) };
    const key = kind === "short" ? "lost_measured" : kind === "found" && step.counts && times > 1 ? "lost_times" : "lost_step";
    if (!groups.has(kind)) groups.set(kind, []);
    groups.get(kind).push(word(key, values));
  }
  return groups;
}

const papersOf = (id) => say(FORM.criteria[id].evidence?.needed) || word("papers");

function whyLost(id, d) {
  const name = FORM.states[d[`state:${id}`]];
  if (!d[`lost:${id}`] && name !== "unproven") return "";
  const told = [];
  if (name === "invalid") told.push(word("unreadable"));
  if (name === "unproven") told.push(word("lost_papers", { papers: papersOf(id) }));
  for (const [kind, texts] of lossesOf(id, d)) told.push(word(`lost_${kind}`, { list: listed(texts) }));
  return told.length ? sentences(told) : word("lost_zeroed");
}

function whatToDo(id, d) {
  const criterion = FORM.criteria[id], name = FORM.states[d[`state:${id}`]], told = [];
  if (name === "invalid") told.push(word("do_correct"));
  else if (lossesOf(id, d).has("unanswered")) told.push(word("do_answer"));
  if (name === "unproven") told.push(word("do_papers", { papers: papersOf(id) }));
  if (criterion.advice) told.push(say(criterion.advice));
  else if (!told.length) told.push(word("do_standard", { rule: say(criterion.rule) }));
  return sentences(told);
}
