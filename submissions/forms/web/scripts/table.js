// The submission as a table with one row, for a batch.

/** A text that a spreadsheet would run bears a sign in front, as in every table of this project. */
const harmless = (text) => text.length > 1 ? text.replace(/^('*[=+\-@\t\r\n＝＋－＠])/, "'$1") : text;

const quoted = (text) => /[",\r\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text;

function tableOf(submission) {
  const heads = ["standard", "edition"], cells = [FORM.standard, FORM.edition];
  const add = (head, text) => { heads.push(head); cells.push(text); };
  FORM.table.people.forEach((head, place) => add(head, harmless(oneLine(submission.applicant.get(PEOPLE[place]) ?? ""))));
  for (const id of Object.keys(FORM.fields)) add(id, cellOf(id, submission.said.get(id)));
  for (const id of FORM.table.claims) add(`na:${id}`, harmless(oneLine(claimIn(submission.claims.get(id))[1] ?? "")));
  for (const id of FORM.table.evidence) {
    const [given, names] = papersIn(submission.evidence.get(id) ?? "");
    if (FORM.criteria[id].evidence || given) add(`ev:${id}`, names.length ? harmless(oneLine(names.join("; "))) : given ? "true" : "");
  }
  return `\ufeff${heads.map(quoted).join(",")}\r\n${cells.map(quoted).join(",")}\r\n`;
}

const oneLine = (text) => text.replace(/[\t\r\n]+/g, " ");

function cellOf(id, found) {
  if (isBlank(found)) return "";
  const { value } = understand(id, found), field = FORM.fields[id];
  if (value === null || field.type === "text") return harmless(oneLine(written(found)));
  return typeof value === "number" && field.range ? numberText(field, value) : String(saidAs(id, found));
}
