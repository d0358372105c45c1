// Questions: an entry for each field, checked as it is typed.

const MOST_RADIOS = 6;
const PAUSE = 700; // milliseconds without a key after which a fault is told

/** The entry of a field; `title` is the criterion's, which need not be said twice. */
function question(page, id, title = "") {
  const field = FORM.fields[id], ask = say(field.ask);
  const fault = el("p", { class: "fault", id: idOf("fault", id), hidden: true });
  const hints = [hintOf(field), say(field.help), field.supplied ? word("supplied") : ""].filter((text) => text);
  const hint = hints.length ? el("p", { class: "hint", id: idOf("hint", id) }, sentencesOrOne(hints)) : null;
  const due = el("p", { class: "hint due", hidden: true }, word("not_due"));
  const described = [hint ? hint.id : "", fault.id].filter((text) => text).join(" ");
  const entry = entryOf(page, id, ask, described);
  const isSame = ask === title;
  const box = entry.group
    ? el("fieldset", { class: `field ${isSame ? "alone" : "one"}`, id: idOf("field", id), "aria-describedby": described },
      el("legend", { class: isSame ? "unseen" : "" }, ask), entry.node, hint, due, fault)
    : el("div", { class: `field ${isSame ? "alone" : "one"}`, id: idOf("field", id) },
      el("label", { for: idOf("answer", id), class: isSame ? "unseen" : "" }, ask), entry.node, hint, due, fault);
  page.faults.set(id, () => tellFault(page, id, fault, entry));
  page.live.push(({ d }) => {
    const isDue = d[`asked:${id}`] !== 0, isAnswered = !isBlank(page.judge.submission.said.get(id));
    setShown(box, isDue || isAnswered);
    setShown(due, !isDue && isAnswered);
  });
  tellFault(page, id, fault, entry);
  return box;
}

const sentencesOrOne = (texts) => texts.length === 1 ? texts[0] : sentences(texts);

function hintOf(field) {
  if (field.type === "date") return word("day_hint");
  if (!field.range) return "";
  const [low, high] = field.range.map((limit) => grouped(plainNumber(limit, field.places)));
  if (field.step === null) return word("range", { low, high });
  return word("range_step", { low, high, step: plainNumber(field.step, field.places) });
}

function tellFault(page, id, fault, entry) {
  const found = page.judge.submission.said.get(id), { effect, allowed } = page.judge.known.get(id);
  const text = !effect ? ""
    : effect === "invalid" ? word("written", { text: shown(found), allowed: say(allowed) })
    : word("please_check", { allowed: say(allowed) });
  setText(fault, text);
  setShown(fault, text !== "");
  for (const control of entry.controls) setAttribute(control, "aria-invalid", effect === "invalid" ? "true" : null);
}

function entryOf(page, id, ask, described) {
  const field = FORM.fields[id];
  if (field.type === "yes_no") return radios(page, id, [[true, word("yes")], [false, word("no")]]);
  if (field.type !== "choice") return typed(page, id, described);
  const options = field.choices.map(([key, label]) => [key, say(label)]);
  return options.length <= MOST_RADIOS ? radios(page, id, options) : select(page, id, options, described);
}

/** One of several; the last says that nothing is answered. */
function radios(page, id, options) {
  const { value: known, effect } = page.judge.known.get(id);
  const picked = effect === "invalid" ? null : known === null ? "" : saidAs(id, page.judge.submission.said.get(id));
  const controls = [];
  const made = [...options, ["", word("open")]].map(([value, label]) => {
    const control = el("input", {
      type: "radio", name: idOf("answer", id), value: String(value),
      on: { change: () => { page.answered(id, value === "" ? null : value); page.tellFault(id); } },
    });
    control.checked = value === picked;
    controls.push(control);
    return el("label", { class: value === "" ? "open" : "" }, control, el("span", {}, label));
  });
  return { group: true, controls, node: el("div", { class: "radios" }, made) };
}

function select(page, id, options, described) {
  const known = page.judge.known.get(id);
  const picked = known.value === null ? "" : saidAs(id, page.judge.submission.said.get(id));
  const control = el("select", {
    id: idOf("answer", id), "aria-describedby": described,
    on: { change: () => { page.answered(id, control.value || null); page.tellFault(id); } },
  }, el("option", { value: "" }, word("choose")), options.map(([key, label]) => el("option", { value: key }, label)));
  control.value = picked;
  return { group: false, controls: [control], node: control };
}

function typed(page, id, described) {
  const field = FORM.fields[id], isText = field.type === "text";
  let pause = 0;
  const tell = () => { clearTimeout(pause); page.tellFault(id); };
  const take = () => { if (control.value !== written(page.judge.submission.said.get(id))) page.answered(id, control.value); };
  const control = el(isText ? "textarea" : "input", {
    id: idOf("answer", id), "aria-describedby": described, autocomplete: "off", spellcheck: "false",
    ...(isText ? { rows: "2" } : { type: "text", inputmode: field.range ? "decimal" : "text", class: field.range ? "number" : "day" }),
    on: {
      input: () => {
        take();
        clearTimeout(pause);
        if (page.judge.known.get(id).effect) pause = setTimeout(tell, PAUSE);
        else tell();
      },
      change: () => { if (!page.isLeaving) { take(); tell(); } },
    },
  });
  control.value = written(page.judge.submission.said.get(id));
  const unit = say(field.unit);
  const node = el("span", { class: "entry" }, control, el("span", { class: "paper" }), unit ? el("span", { class: "unit" }, unit) : null);
  return { group: false, controls: [control], node };
}
