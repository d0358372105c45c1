// Sorting, filtering and searching the rankings. Without it every page can be read as it is.
"use strict";
(() => {
  const index = window.dabiaoIndex;
  const form = document.querySelector("form.finder");
  const table = document.getElementById("ranking");
  if (!index || !form || !table) return;

  const [RANK, TIED, DISTRICT_RANK, CODE, NAME, DISTRICT, SCORE, AT, DECISION, PAGE] =
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const LENGTH = 200;
  const language = document.documentElement.lang.slice(0, 2);
  const said = form.dataset;
  const decisions = index.decisions[language];
  const own = said.district === "" ? null : Number(said.district);
  const rankColumn = own === null ? RANK : DISTRICT_RANK;
  const hasDistricts = table.classList.contains("with-district");
  const rows = own === null ? index.rows : index.rows.filter((row) => row[DISTRICT] === own);
  const collator = new Intl.Collator(document.documentElement.lang, {numeric: true});
  const folded = rows.map((row) => fold(`${row[NAME]}\n${row[CODE]}`));

  const find = document.getElementById("find");
  const district = document.getElementById("district");
  const decision = document.getElementById("decision");
  const found = document.getElementById("found");
  const caption = table.caption;
  const body = table.tBodies[0];
  const printed = {rows: [...body.rows], caption: caption.textContent};
  const pager = document.querySelector("nav.pager");
  const ownPager = document.createElement("p");
  ownPager.className = "pager";
  ownPager.hidden = true;
  table.after(ownPager);

  let sort = {key: "rank", down: false};
  let first = 0;

  function fold(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  function element(name, text, classes) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (classes) made.className = classes;
    return made;
  }

  const BY = {
    rank: (a, b) => (a[rankColumn] ?? Infinity) - (b[rankColumn] ?? Infinity) || 0,
    name: (a, b) => collator.compare(a[NAME] || a[CODE], b[NAME] || b[CODE]),
    district: (a, b) => collator.compare(index.districts[a[DISTRICT]] ?? "\uffff", index.districts[b[DISTRICT]] ?? "\uffff"),
    score: (a, b) => (parseFloat(b[SCORE]) || 0) - (parseFloat(a[SCORE]) || 0),
    decision: (a, b) => index.order.indexOf(a[DECISION]) - index.order.indexOf(b[DECISION]),
  };

  function chosen() {
    const wanted = fold(find.value.trim());
    const kept = [];
    rows.forEach((row, place) => {
      if (wanted && !folded[place].includes(wanted)) return;
      if (district && district.value !== "" && row[DISTRICT] !== Number(district.value)) return;
      if (decision.value !== "" && row[DECISION] !== Number(decision.value)) return;
      kept.push(row);
    });
    const sign = sort.down ? -1 : 1;
    return kept.sort((a, b) => sign * BY[sort.key](a, b) || BY.rank(a, b) || (a[CODE] < b[CODE] ? -1 : 1));
  }

  function dots(row) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("class", "dots");
    svg.setAttribute("width", "100%");
    svg.setAttribute("height", "20");
    svg.setAttribute("aria-hidden", "true");
    if (row[AT] === "") return svg;
    for (const at of index.lines) {
      const line = document.createElementNS(space, "line");
      for (const [name, value] of [["x1", `${at}%`], ["x2", `${at}%`], ["y1", "0"], ["y2", "20"]]) {
        line.setAttribute(name, value);
      }
      svg.append(line);
    }
    const text = document.createElementNS(space, "text");
    text.setAttribute("x", `${row[AT]}%`);
    text.setAttribute("y", "15");
    text.setAttribute("text-anchor", "middle");
    text.textContent = index.signs[row[DECISION]];
    svg.append(text);
    return svg;
  }

  function link(text, path) {
    const made = element("a", text);
    made.href = said.root + path.split("/").map(encodeURIComponent).join("/");
    return made;
  }

  function drawn(row) {
    const made = document.createElement("tr");
    const rank = row[rankColumn] === null ? "–" : `${row[rankColumn]}${own === null && row[TIED] ? "=" : ""}`;
    made.append(element("td", rank, "number rank"));
    const who = element("th", undefined, "name");
    who.scope = "row";
    const title = row[NAME] || row[CODE] || row[PAGE];
    if (row[PAGE]) who.append(link(title, `${said.folder}${row[PAGE]}.html`));
    else who.append(title);
    if (row[NAME]) who.append(" ", element("span", row[CODE], "code"));
    made.append(who);
    if (hasDistricts) {
      const where = element("td", undefined, "district");
      const place = row[DISTRICT];
      if (place >= 0) where.append(link(index.districts[place] || said.none, `${language}/${index.districtPages[place]}`));
      made.append(where);
    }
    const track = element("td", undefined, "track");
    track.append(dots(row));
    made.append(track, element("td", row[SCORE], "number score"), element("td", decisions[row[DECISION]], "decision"));
    return made;
  }

  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  function isPlain() {
    const anything = find.value.trim() || (district && district.value) || decision.value;
    return !anything && sort.key === "rank" && !sort.down && first === 0;
  }

  function show() {
    for (const head of table.tHead.querySelectorAll("[data-sort]")) {
      if (head.dataset.sort === sort.key) head.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    if (isPlain()) {
      body.replaceChildren(...printed.rows);
      caption.textContent = printed.caption;
      found.textContent = "";
      if (pager) pager.hidden = false;
      ownPager.hidden = true;
      return;
    }
    const kept = chosen();
    if (first >= kept.length) first = 0;
    const shown = kept.slice(first, first + LENGTH);
    body.replaceChildren(...shown.map(drawn));
    let told = filled(said.found, {n: kept.length});
    if (kept.length > LENGTH) told += filled(said.showing, {first: first + 1, last: first + shown.length});
    found.textContent = told;
    caption.textContent = told;
    if (pager) pager.hidden = true;
    turning(kept.length);
  }

  function turning(count) {
    ownPager.replaceChildren();
    ownPager.hidden = count <= LENGTH;
    for (const [text, start] of [[said.previous, first - LENGTH], [said.next, first + LENGTH]]) {
      const button = element("button", text);
      button.type = "button";
      button.disabled = start < 0 || start >= count;
      button.addEventListener("click", () => {
        first = start;
        show();
        table.scrollIntoView();
      });
      ownPager.append(button, " ");
    }
  }

  function options(select, texts, order) {
    for (const place of order) {
      const made = element("option", texts[place]);
      made.value = String(place);
      select.append(made);
    }
  }

  if (district) options(district, index.districts, index.districts.keys());
  const occurring = new Set(rows.map((row) => row[DECISION]));
  options(decision, decisions, index.order.filter((place) => occurring.has(place)));
  for (const head of table.tHead.querySelectorAll("[data-sort]")) {
    const button = element("button", head.textContent);
    button.type = "button";
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      sort = {key: head.dataset.sort, down: sort.key === head.dataset.sort && !sort.down};
      first = 0;
      show();
    });
  }
  for (const input of [find, district, decision]) {
    if (!input) continue;
    for (const event of ["input", "change"]) {
      input.addEventListener(event, () => {
        first = 0;
        show();
      });
    }
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => {
    sort = {key: "rank", down: false};
    first = 0;
    show();
  }));
  form.hidden = false;
  show();
})();
