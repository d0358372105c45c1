// Saving, loading, exporting: files go to and come from this machine only.

/** Offer a text as a file. */
function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = el("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A name for a file, from the applicant's code or name. */
function fileName(submission, suffix) {
  const who = submission.applicant.get("code") || submission.applicant.get("name") || "";
  const clean = who.replace(/[^\p{L}\p{N}_-]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  return `${FORM.standard}${clean ? `-${clean}` : ""}${suffix}`;
}

function save(page) {
  const { submission, known } = page.judge;
  const name = fileName(submission, ".json");
  download(name, "application/json", `${JSON.stringify(documentOf(submission), null, 1)}\n`);
  const faults = [...known.values()].filter(({ effect }) => effect === "invalid").length;
  page.tell(faults ? counted("saved_faults", faults, { file: name }) : word("saved", { file: name }));
}

function exportTable(page) {
  const { submission } = page.judge;
  const name = fileName(submission, ".csv");
  download(name, "text/csv", tableOf(submission));
  page.tell(word("saved", { file: name }));
}

async function load(page, file) {
  try {
    if (file.size > MOST_MEGABYTES * 2 ** 20) {
      throw new Refusal(word("too_large", { size: (file.size / 2 ** 20).toFixed(1), most: MOST_MEGABYTES }));
    }
    const { submission, ignored, edition } = submissionOf(parsedDocument(await file.text()));
    const before = page.judge.submission;
    page.show(submission);
    const told = [counted("loaded", countOf(submission), { file: shown(file.name) })];
    if (edition !== FORM.edition) told.push(word("other_edition", { found: shown(edition), edition: FORM.edition }));
    if (ignored.length) told.push(counted("ignored", ignored.length, { list: listed(ignored.slice(0, 8).map(shown)) }));
    page.tell(told.join(" "), () => { page.show(before); page.tell(word("restored")); });
  } catch (error) {
    const why = error instanceof Refusal ? error.message : word("not_json");
    page.tell(word("not_loaded", { file: shown(file.name), why }));
  }
}
