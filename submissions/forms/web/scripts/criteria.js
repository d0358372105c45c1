// A criterion: its questions, what it earns and why, its claim, its evidence, its small print.

const SIGNS = { met: "●", partly: "◐", unmet: "○", unanswered: "–", not_applicable: "·", unproven: "△", invalid: "!" };

/** `level`: that of its heading, one below the heading that it stands under. */
function criterionOf(page, id, level) {
  const criterion = FORM.criteria[id], title = say(criterion.title);
  const sign = el("span", { class: "sign", "aria-hidden": "true" }), state = el("span", { class: "state" });
  const earned = el("b"), why = el("p", { class: "why", hidden: true });
  const box = el("section", { class: "criterion", id: idOf("criterion", id), "aria-labelledby": idOf("title", id), tabindex: "-1" },
    el("div", { class: "head" },
      el(`h${level}`, { class: "title", id: idOf("title", id) }, el("span", { class: "id" }, id), " ", title),
      el("p", { class: "earned" }, sign, " ", state, " ", el("span", { class: "number" }, earned, ` / ${points(criterion.points)}`))),
    el("p", { class: "rule" }, word("rule", { rule: say(criterion.rule) })),
    criterion.fields.map((field) => question(page, field, title)),
    criterion.from.length ? el("p", { class: "hint" }, word("computed", { list: listed(criterion.from.map((field) => say(FORM.fields[field].ask))) })) : null,
    criterion.claim ? claimOf(page, id) : null,
    criterion.evidence ? evidenceOf(page, id) : null,
    why,
    smallPrint(criterion));
  page.live.push(({ d }) => {
    const name = FORM.states[d[`state:${id}`]];
    setText(sign, SIGNS[name]);
    setText(state, word(name));
    setText(earned, signed(criterion, d[`points:${id}`]));
    setAttribute(box, "data-state", name);
    const isExempt = d[`exempt:${id}`] || d[`excused:${id}`];
    const text = isExempt ? word("exempted", { title: listed(criterion.exempt.map(say)) })
      : name === "unanswered" || name === "not_applicable" ? "" : whyLost(id, d);
    setText(why, text);
    setShown(why, text !== "");
  });
  return box;
}

/** Points; what a penalty takes bears a minus. */
const signed = (criterion, whole) => criterion.block === "penalty" && whole ? `−${points(whole)}` : points(whole);

function smallPrint(criterion) {
  const [demand, own] = criterion.marks.map((mark) => word(`mark_${mark}`));
  const lines = [
    criterion.check.length ? word("checked_by", { list: listed(criterion.check.map(say)) }) : "",
    criterion.department ? word("responsible", { name: say(criterion.department) }) : "",
    criterion.source ? word("source", { source: say(criterion.source) }) : "",
    word("marks", { demand, points: own }),
    criterion.decision ? word("decision_note", { text: say(criterion.decision) }) : "",
    criterion.note ? word("note", { text: say(criterion.note) }) : "",
    ...criterion.vetoes.map(({ effect, say: why }) => word("veto_note", { effect: word(`effect_${effect}`), why: say(why) })),
  ].filter((text) => text);
  return el("details", { class: "small" }, el("summary", {}, word("more")), el("ul", {}, lines.map((text) => el("li", {}, text))));
}

function claimOf(page, id) {
  const { when } = FORM.criteria[id].claim, held = page.judge.submission.claims;
  const fault = el("p", { class: "fault", id: idOf("claim-fault", id), hidden: true });
  const reason = el("input", {
    type: "text", id: idOf("reason", id), autocomplete: "off", "aria-describedby": fault.id,
    on: { input: () => { held.set(id, reason.value); page.changed(); } },
  });
  const line = el("div", { class: "reason" }, el("label", { for: reason.id }, word("reason")), el("span", { class: "entry" }, reason, el("span", { class: "paper" })), fault);
  const box = el("input", {
    type: "checkbox", id: idOf("claim", id),
    on: { change: () => {
      if (box.checked) held.set(id, reason.value);
      else held.delete(id);
      setShown(line, box.checked);
      page.changed();
    } },
  });
  box.checked = held.has(id);
  reason.value = held.has(id) ? written(held.get(id)) : "";
  setShown(line, box.checked);
  page.live.push(({ faults }) => {
    const why = faults.get(id);
    setText(fault, why ? word("claim_ignored", { why: say(why) }) : "");
    setShown(fault, Boolean(why));
    setAttribute(reason, "aria-invalid", why ? "true" : null);
  });
  return el("div", { class: "claim" },
    el("label", { class: "check", for: box.id }, box, el("span", {}, word("does_not_apply"), el("span", { class: "hint" }, ` ${word("only_where", { when: say(when) })}`))),
    line);
}

function evidenceOf(page, id) {
  const { needed } = FORM.criteria[id].evidence, held = page.judge.submission.evidence, given = held.get(id);
  const hint = el("p", { class: "hint", id: idOf("papers-hint", id) },
    sentencesOrOne([needed ? word("evidence_needed", { papers: say(needed) }) : "", word("evidence_hint")].filter((text) => text)));
  const area = el("textarea", {
    id: idOf("papers", id), rows: "1", "aria-describedby": hint.id, spellcheck: "false",
    on: { input: () => { if (area.value) held.set(id, area.value); else held.delete(id); page.changed(); } },
  });
  area.value = given === true ? word("yes") : Array.isArray(given) ? given.map(written).join("\n") : written(given);
  return el("div", { class: "field evidence" }, el("label", { for: area.id }, word("evidence")), el("span", { class: "entry" }, area, el("span", { class: "paper" })), hint);
}
