/* Filters and sorts the rows of the ledger. Without it the table is complete. */
"use strict";
(() => {
  const form = document.querySelector("form.filters");
  const body = document.querySelector("table.ledger tbody");
  const count = document.querySelector(".ledger-count");
  const rows = [...body.rows].map((line, place) => ({ line, place, related: line.querySelectorAll("li").length }));
  const verdicts = [...form.elements.verdict.options].map((option) => option.value);
  const orders = {
    "": (row) => row.place,
    verdict: (row) => verdicts.indexOf(row.line.dataset.verdict),
    kind: (row) => row.line.dataset.kind,
    related: (row) => -row.related,
    claim: (row) => row.line.cells[0].firstChild.textContent.toLowerCase(),
  };
  const fields = ["words", "text", "kind", "verdict", "order"];
  let ordered = "";

  /* The words of a claim are read when the first search needs them. */
  const words = (row) => (row.words ??= [row.line.id, ...row.line.cells[0].childNodes]
    .filter((part) => !part.classList?.contains("mark")).map((part) => part.textContent ?? part)
    .join(" ").toLowerCase());

  function sort(order) {
    if (order === ordered) return;
    ordered = order;
    const key = orders[order];
    for (const row of rows) row.key = key(row);
    rows.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : one.place - other.place));
    body.append(...rows.map((row) => row.line));
  }

  function show() {
    const chosen = Object.fromEntries(fields.map((name) => [name, form.elements[name].value]));
    const wanted = chosen.words.toLowerCase().split(/\s+/).filter(Boolean);
    sort(chosen.order);
    let shown = 0;
    for (const row of rows) {
      const { dataset } = row.line;
      const fits = ["text", "kind", "verdict"].every((name) => !chosen[name] || dataset[name] === chosen[name])
        && wanted.every((word) => words(row).includes(word));
      if (row.line.hidden === fits) row.line.hidden = !fits;
      shown += fits;
    }
    const all = rows.length.toLocaleString("en");
    count.textContent = shown === rows.length ? `${all} claims` : `${shown.toLocaleString("en")} of ${all} claims`;
    const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value));
    const address = `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`;
    try { history.replaceState(null, "", address); } catch { /* a folder on disk */ }
    form.dispatchEvent(new CustomEvent("filtered"));
  }

  /* A link to a claim leads to it even if a filter has hidden it. */
  function reach(hash) {
    const target = rows.find((row) => `#${row.line.id}` === hash)?.line;
    if (!target) return;
    if (target.hidden) { form.reset(); show(); }
    target.scrollIntoView();
  }

  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = fields.includes(name) && form.elements[name];
    if (field && (!field.options || [...field.options].some((option) => option.value === value))) field.value = value;
  }
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  /* Not only when the address changes: the same link may be followed again. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (link) setTimeout(reach, 0, link.hash);
  });
  addEventListener("hashchange", () => reach(location.hash));
  if (location.search) show();
  reach(location.hash);
})();
