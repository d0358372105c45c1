// The page: everything that is shown hangs on `live`, a list of functions told every new result.

const ANNOUNCE = 900; // milliseconds without a change after which the score is read out

class Page {
  constructor(submission) {
    this.judge = new Judge(submission, today());
    this.live = [];
    this.faults = new Map();
    this.showsOpen = true;
    this.announcing = 0;
  }

  /** Build the page in the present language. */
  build() {
    this.live = [];
    this.faults = new Map();
    document.documentElement.lang = language === "en" ? "en" : "zh-CN";
    document.title = `${say(FORM.title)} · ${word("form")}`;
    this.message = el("span");
    this.undo = el("button", { type: "button", hidden: true }, word("undo"));
    this.announced = el("p", { class: "unseen", "aria-live": "polite", id: "announced" });
    const own = document.querySelectorAll("body > :not(script):not(noscript)");
    this.isLeaving = true; // an entry that is taken away while it has the focus tells of a change
    own.forEach((node) => node.remove());
    this.isLeaving = false;
    document.body.prepend(
      el("a", { class: "skip", href: "#questions" }, word("skip")),
      heading(this), slimBar(this), this.announced,
      el("div", { class: "columns" }, overview(this), el("main", { id: "questions", tabindex: "-1" }, questions(this), gaps(this), extras(this), footer())));
    this.refresh();
  }

  /** Something was answered. */
  answered(id, found) {
    this.judge.answer(id, found);
    this.changed();
  }

  /** Tell what is wrong with the answer to a question, or that nothing is. */
  tellFault(id) {
    this.faults.get(id)?.();
  }

  /** Work everything out again, show it, keep the draft. */
  changed() {
    this.refresh();
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keep(), 250);
    clearTimeout(this.announcing);
    this.announcing = setTimeout(() => this.announce(), ANNOUNCE);
  }

  refresh() {
    this.latest = this.judge.result();
    for (const tell of this.live) tell(this.latest);
  }

  keep() {
    clearTimeout(this.keeping);
    this.isKept = keepDraft(this.judge.submission);
    setShown(this.warning, !this.isKept);
  }

  announce() {
    const { d } = this.latest;
    setText(this.announced, word("announced", { score: scoreText(d), decision: decisionOf(d), next: nextOf(d) }));
  }

  /** Show another submission in place of the present one. */
  show(submission) {
    this.judge.take(submission);
    this.build();
    this.keep();
  }

  /** Say what happened; `undo` takes it back. */
  tell(text, undo = null) {
    setText(this.message, text);
    setShown(this.message.parentElement, text !== "");
    setShown(this.undo, undo !== null);
    this.undo.onclick = undo;
  }
}

function heading(page) {
  const file = el("input", { type: "file", accept: ".json,application/json", class: "unseen", id: "file", tabindex: "-1", "aria-label": word("load"),
    on: { change: () => { const [picked] = file.files; if (picked) load(page, picked); file.value = ""; } } });
  const button = (key, act) => el("button", { type: "button", id: `do-${key}`, on: { click: act } }, word(key));
  page.warning = el("p", { class: "fault", hidden: true }, word("no_draft"));
  return el("header", {},
    el("div", { class: "top" },
      el("p", { class: "small" }, [word("form"), word("edition", { edition: FORM.edition }), word(`status_${FORM.status}`), say(FORM.assessed)].join(" · ")),
      el("button", { type: "button", id: "do-language", lang: word("language_code"), on: { click: () => switchLanguage(page) } }, word("language"))),
    el("h1", {}, say(FORM.title)),
    el("div", { class: "actions", role: "group", "aria-label": word("files") },
      button("save", () => save(page)), button("load", () => file.click()), file,
      button("export", () => exportTable(page)), button("print", () => window.print()), button("clear", () => clearAll(page))),
    el("div", { role: "status", class: "message" }, el("p", { hidden: true }, page.message, " ", page.undo)),
    page.warning,
    el("p", { class: "small about" }, word("about")));
}

function switchLanguage(page) {
  language = language === "en" ? "zh" : "en";
  page.build();
  document.getElementById("do-language").focus();
}

function clearAll(page) {
  const before = page.judge.submission;
  page.show(emptySubmission());
  deleteDraft();
  page.tell(word("cleared"), () => { page.show(before); page.tell(word("restored")); });
  document.getElementById("do-clear").focus();
}

/** On a narrow screen the score stays in sight. */
function slimBar(page) {
  const score = el("b"), decision = el("span");
  page.live.push(({ d }) => { setText(score, scoreText(d)); setText(decision, decisionOf(d)); });
  return el("nav", { class: "slim", "aria-label": word("score") },
    el("span", {}, score, ` ${word("out_of", { of: plainNumber(FORM.points, 4) })} `, decision),
    el("span", {}, el("a", { href: "#overview" }, word("to_top")), " ", el("a", { href: "#gaps" }, word("to_gaps"))));
}

function questions(page) {
  return [
    el("section", { "aria-labelledby": "applicant-head" }, el("h2", { id: "applicant-head" }, word("applicant")), FORM.people.map((person) => personOf(page, person))),
    ...FORM.shared.filter(({ part }) => part === null).map((group, place) => el("section", { "aria-labelledby": `shared-${place}` },
      el("h2", { id: `shared-${place}` }, say(group.title)), group.fields.map((id) => question(page, id)))),
    ...FORM.sections.map((section) => el("section", { id: section.id, "aria-labelledby": `${section.id}-head`, tabindex: "-1" },
      el("h2", { id: `${section.id}-head` }, section.part ? `${section.part} ` : "", say(section.title), " ",
        el("span", { class: "small" }, section.block ? word("at_most", { points: pointsInWords(section.points) }) : pointsInWords(section.points))),
      section.note ? el("p", { class: "hint" }, say(section.note)) : null,
      FORM.shared.filter(({ part }) => section.part && part === section.part).map((group) => el("div", { class: "figures-asked" }, group.fields.map((id) => question(page, id)))),
      section.items.map((item) => item.criterion
        ? criterionOf(page, item.criterion, section.items.some(({ heading: inner }) => inner) ? 4 : 3)
        : el("h3", {}, `${item.part} ${say(item.heading)} `, el("span", { class: "small" }, pointsInWords(item.points)))))),
  ];
}

function personOf(page, { key, title, hint }) {
  const held = page.judge.submission.applicant;
  const fault = el("p", { class: "fault", id: idOf("fault-person", key), hidden: true }), note = el("p", { class: "hint", id: idOf("hint-person", key) }, say(hint));
  const tell = () => {
    const why = key === "code" ? codeFault(held.get(key) ?? "") : null;
    setText(fault, why ? word("please_check", { allowed: say(why) }) : "");
    setShown(fault, Boolean(why));
    setAttribute(entry, "aria-invalid", why ? "true" : null);
  };
  const entry = el("input", { type: "text", id: idOf("person", key), autocomplete: "off", "aria-describedby": `${note.id} ${fault.id}`,
    on: { input: () => { held.set(key, entry.value); if (!fault.hidden) tell(); page.changed(); }, change: tell } });
  entry.value = held.get(key) ?? "";
  tell();
  return el("div", { class: "field one" }, el("label", { for: entry.id }, say(title)), el("span", { class: "entry" }, entry, el("span", { class: "paper" })), note, fault);
}

/** What was worked out besides, and what looks odd. */
function extras(page) {
  const figures = FORM.figures.map(({ id, title, unit, decimals }) => {
    const value = el("dd");
    page.live.push(({ d }) => setText(value, d[`figure_known:${id}`] ? `${grouped(plainNumber(d[`figure:${id}`], decimals))} ${say(unit)}` : word("unknown")));
    return el("div", {}, el("dt", {}, say(title)), value);
  });
  const odd = FORM.checks.map((check, place) => {
    const row = el("li", { hidden: true }, say(check));
    page.live.push(({ d }) => setShown(row, d[`check:${place}`] === 1));
    return row;
  });
  const checks = el("section", { hidden: true, "aria-labelledby": "checks-head" }, el("h2", { id: "checks-head" }, word("checks_head")), el("ul", {}, odd));
  page.live.push(({ d }) => setShown(checks, FORM.checks.some((_, place) => d[`check:${place}`] === 1)));
  return [
    checks,
    figures.length ? el("section", { "aria-labelledby": "figures-head" }, el("h2", { id: "figures-head" }, word("figures_head")), el("dl", { class: "figures" }, figures)) : null,
  ];
}

function footer() {
  const signs = Object.entries(SIGNS).map(([name, sign]) => `${sign} ${word(name)}`);
  return el("footer", {}, el("p", { class: "small" }, `${word("signs")}${word("colon")}${listed(signs)}`),
    el("p", { class: "small record" }, word("record", { standard: FORM.standard, edition: FORM.edition, digest: FORM.digest })));
}

/** A text in CSS; nothing in it can end the string. */
const cssText = (text) => `"${[...text].map((sign) => /[\p{L}\p{N} ]/u.test(sign) ? sign : `\\${sign.codePointAt(0).toString(16)} `).join("")}"`;

/** Entries are cut off on paper: what was typed is printed as text instead. Title and applicant stand on every page. */
function forPaper(page) {
  const { applicant } = page.judge.submission, who = applicant.get("name") || applicant.get("code") || "";
  const head = "font:8.5pt \"Noto Sans SC\",sans-serif;color:#595959";
  const sheet = document.styleSheets[0], last = sheet.cssRules.length - 1;
  if (page.hasHead) sheet.deleteRule(last);
  const [left, right] = [say(FORM.title), shown(who)].map(cssText);
  sheet.insertRule(`@page{@top-left{content:${left};${head}}@top-right{content:${right};${head}}}`, page.hasHead ? last : last + 1);
  page.hasHead = true;
  for (const entry of document.querySelectorAll(".entry")) {
    const control = entry.querySelector("input, textarea");
    setText(entry.querySelector(".paper"), control.value);
  }
}

function start() {
  const draft = foundDraft();
  const page = new Page(draft ?? emptySubmission());
  page.build();
  if (draft && countOf(draft)) page.tell(counted("draft_found", countOf(draft)));
  else page.keep();
  window.addEventListener("beforeprint", () => forPaper(page));
  window.addEventListener("pagehide", () => page.keep());
  window.addEventListener("beforeunload", (event) => { if (page.isKept === false && countOf(page.judge.submission)) event.preventDefault(); });
}
