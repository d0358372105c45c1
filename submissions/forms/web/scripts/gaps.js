// The gap table: every criterion that loses points, the greatest gain first.

function gaps(page) {
  const note = el("p", { class: "small", id: "gaps-note" }), none = el("p", { hidden: true }, word("no_gaps"));
  const body = el("tbody"), rows = new Map(Object.keys(FORM.criteria).map((id) => [id, gapRow(id)]));
  const heads = ["criterion", "points_head", "why_lost", "to_do", "gain_head"].map((key) => el("th", { scope: "col" }, word(key)));
  const table = el("table", { class: "gaps" }, el("thead", {}, el("tr", {}, heads)), body);
  const box = el("input", { type: "checkbox", id: "show-open", on: { change: () => setAttribute(table, "data-open", String(box.checked)) } });
  box.checked = page.showsOpen;
  box.addEventListener("change", () => { page.showsOpen = box.checked; });
  setAttribute(table, "data-open", String(box.checked));
  page.live.push(({ d }) => {
    const found = gapsOf(d);
    const open = found.filter(({ name }) => name === "unanswered").length;
    setText(note, counted("gaps_note", found.length, { answered: found.length - open, open }));
    setShown(note, found.length > 0);
    setShown(none, !found.length);
    setShown(table, found.length > 0);
    found.forEach((gap) => rows.get(gap.id).tell(gap, d));
    inOrder(body, found.map(({ id }) => rows.get(id).node));
  });
  return el("section", { class: "gap-part", id: "gaps", "aria-labelledby": "gaps-head", tabindex: "-1" },
    el("h2", { id: "gaps-head" }, word("gaps_head")), note,
    el("p", { class: "show-open" }, el("label", { class: "check", for: box.id }, box, el("span", {}, word("show_open")))),
    none, table);
}

/** Make some rows the children of a table's body; those that stay in their place are not touched. */
function inOrder(body, wanted) {
  wanted.forEach((node, place) => {
    if (body.children[place] !== node) body.insertBefore(node, body.children[place] ?? null);
  });
  while (body.children.length > wanted.length) body.lastChild.remove();
}

/** What loses points, or lacks its evidence; in order. */
function gapsOf(d) {
  return Object.keys(FORM.criteria)
    .map((id) => ({ id, name: FORM.states[d[`state:${id}`]], lost: d[`lost:${id}`], gain: d[`lost:${id}`] ? d[`gain:${id}`] : 0 }))
    .filter(({ name, lost }) => lost > 0 || name === "unproven")
    .sort((one, other) => other.gain - one.gain || other.lost - one.lost);
}

function gapRow(id) {
  const criterion = FORM.criteria[id];
  const sign = el("span", { class: "sign", "aria-hidden": "true" }), state = el("span", { class: "state" });
  const earned = el("b"), why = el("td"), todo = el("td"), gain = el("b");
  const got = drawn("rect", { class: "got", height: "6", width: "0" });
  const node = el("tr", {},
    el("th", { scope: "row" }, el("a", { href: `#criterion-${id}` }, el("span", { class: "id" }, id), " ", say(criterion.title))),
    el("td", { class: "points" }, sign, " ", state, " ", el("span", { class: "number" }, earned, ` / ${points(criterion.points)}`),
      drawn("svg", { class: "bar", width: "100%", height: "6", "aria-hidden": "true" }, drawn("rect", { class: "all", width: "100%", height: "6" }), got)),
    why, todo, el("td", { class: "gain" }, gain));
  const tell = ({ name, gain: more }, d) => {
    setText(sign, SIGNS[name]);
    setText(state, word(name));
    setText(earned, signed(criterion, d[`points:${id}`]));
    setAttribute(got, "width", `${share(d[`points:${id}`], criterion.points)}%`);
    setAttribute(node, "data-state", name);
    setText(why, whyLost(id, d));
    setText(todo, whatToDo(id, d));
    setText(gain, more ? `+${points(more)}` : "");
  };
  return { node, tell };
}
