// The overview beside the questions: the decision, the score, a bar for every part, the reasons.

const OUTCOME_SIGNS = { named: "●", conditional: "◐", failed: "○", refused: "✕", not_judged: "–" };

function overview(page) {
  const longest = Math.max(...FORM.parts.map(({ points: full }) => full));
  return el("aside", { class: "overview", id: "overview", "aria-label": word("overview"), tabindex: "-1" },
    verdict(page),
    el("h2", {}, word("parts_head")),
    el("ol", { class: "bars" }, FORM.parts.map((part) => partBar(page, part, longest)), blocks(page)),
    FORM.parts.some(({ least }) => least !== null) ? el("p", { class: "small" }, tickNote()) : null,
    el("h2", {}, word("why_head")),
    reasons(page));
}

function verdict(page) {
  const sign = el("span", { class: "sign", "aria-hidden": "true" }), decision = el("span");
  const score = el("b", { class: "score", id: "score" }), exact = el("span", { class: "small", hidden: true });
  const next = el("p", { class: "next" }), coverage = el("b");
  const line = el("p", { class: "decision", id: "decision" }, sign, " ", decision);
  page.live.push(({ d }) => {
    const outcome = outcomeOf(d);
    setText(sign, OUTCOME_SIGNS[outcome]);
    setText(decision, decisionOf(d));
    setAttribute(line, "data-outcome", outcome);
    setText(score, scoreText(d));
    setText(exact, word("exact_score", { exact: plainNumber(d.score, 4) }));
    setShown(exact, Boolean(d.scored) && d.score !== d.published);
    setText(next, nextOf(d));
    setShown(next, nextOf(d) !== "");
    setText(coverage, percent(d.coverage));
  });
  return el("div", { class: "verdict" }, line,
    el("p", { class: "total" }, score, " ", word("out_of", { of: plainNumber(FORM.points, 4) }), " ", exact),
    scale(page), next,
    el("p", { class: "small" }, word("coverage"), " ", coverage, word("coverage_needed", { needed: `${FORM.coverageNeeded}%` })),
    dayOf(page));
}

/** What the line in the bars means: a grade's floor, or the parts' own minima. */
function tickNote() {
  const grade = FORM.floor === null ? null : FORM.grades[FORM.floor];
  return grade ? word("parts_note", { grade: say(grade.name) }) : word("parts_note_own");
}

/** The whole score, with a tick at the score of every grade. */
function scale(page) {
  const got = drawn("rect", { class: "got", x: "0", y: "0", height: "10", width: "0" });
  const ticks = FORM.grades.flatMap(({ needs }) => needs.filter(({ of }) => of === "score" || of === "published"));
  page.live.push(({ d }) => setAttribute(got, "width", `${share(d.score, FORM.points)}%`));
  return drawn("svg", { class: "bar", width: "100%", height: "14", "aria-hidden": "true" },
    drawn("rect", { class: "all", width: "100%", height: "10" }), got,
    ticks.map(({ least }) => tick(share(least, FORM.points), 14)));
}

const share = (part, whole) => Math.min(100, Math.max(0, (part / whole) * 100)).toFixed(3);
const tick = (at, height) => drawn("line", { class: "tick", x1: `${at}%`, x2: `${at}%`, y1: "0", y2: String(height) });

function partBar(page, part, longest) {
  const got = drawn("rect", { class: "got", height: "8", width: "0" });
  const number = el("b"), below = el("span", { class: "below", hidden: true }, word("below"));
  const row = el("li", {},
    el("a", { href: `#part-${part.id}` }, `${part.id} ${say(part.title)}`),
    el("span", { class: "number" }, number, ` / ${points(part.points)}`),
    drawn("svg", { class: "bar", width: "100%", height: "12", "aria-hidden": "true" },
      drawn("rect", { class: "all", width: `${share(part.points, longest)}%`, height: "8" }), got,
      part.least === null ? null : tick(share(part.least, longest), 12)),
    below);
  const isTouched = (d) => part.criteria.some((id) => FORM.states[d[`state:${id}`]] !== "unanswered");
  page.live.push(({ d }) => {
    const isScored = d[`scored:${part.id}`] === 1, earned = d[`part:${part.id}`];
    const isLow = isScored && part.least !== null && earned < part.least && isTouched(d);
    setText(number, isScored ? points(earned) : word("no_score"));
    setAttribute(got, "width", `${share(isScored ? earned : 0, longest)}%`);
    setAttribute(got, "class", isLow ? "low" : "got");
    setShown(below, isLow);
  });
  return row;
}

/** Bonus and penalty, where the standard has them. */
function blocks(page) {
  return FORM.sections.filter(({ block }) => block).map(({ id, block, title }) => {
    const number = el("b");
    page.live.push(({ d }) => setText(number, `${block === "bonus" ? "+" : "−"}${points(d[block])}`));
    return el("li", {}, el("a", { href: `#${id}` }, say(title)), el("span", { class: "number" }, number));
  });
}

function reasons(page) {
  const list = el("ul", { class: "reasons" });
  let last = null;
  page.live.push(({ d }) => {
    const told = reasonsOf(d), key = JSON.stringify(told);
    if (key === last) return;
    last = key;
    const rows = told.map(([sign, text]) => el("li", {}, el("span", { class: "sign", "aria-hidden": "true" }, sign), text));
    list.replaceChildren(...(rows.length ? rows : [el("li", {}, word("nothing_missed"))]));
  });
  return list;
}

/** The day of judgement: today, unless another is written. */
function dayOf(page) {
  const fault = el("p", { class: "fault", id: "day-fault", hidden: true }, word("day_wrong"));
  const entry = el("input", {
    type: "text", id: "day", class: "day", autocomplete: "off", "aria-describedby": fault.id,
    on: { change: () => {
      const match = DAY.exec(stripped(halfWidth(entry.value)));
      const { y, m, zm, nm, d, zd, nd } = match?.groups ?? {};
      const day = match ? dayNumber(Number(y), Number(m ?? zm ?? nm), Number(d ?? zd ?? nd)) : null;
      const isFine = day !== null && FIRST_DAY <= day && day <= LAST_DAY;
      setShown(fault, !isFine);
      setAttribute(entry, "aria-invalid", isFine ? null : "true");
      if (isFine) { page.judge.day = day; entry.value = dayText(day); page.changed(); }
    } },
  });
  entry.value = dayText(page.judge.day);
  return el("div", { class: "as-of" }, el("label", { for: "day" }, word("day")), entry, fault);
}
