/* The search: asks the index by Pagefind that lies beside the pages, and shows one place a line. */
"use strict";
(() => {
  const book = (window.microdrama ??= {});
  const folder = new URL("search/", document.currentScript.src);
  const root = new URL("../../", folder);
  const form = document.querySelector("form.search");
  const list = document.querySelector("#search-results");
  const said = document.querySelector(".search-said");
  const more = document.querySelector(".search-more");

  /* Results that are shown at once, and milliseconds that a reader who types must rest. */
  const SHOWN = 10, RESTING = 250;
  /* A term explains, a section argues, a claim is one sentence of them; a list of works only names. */
  const KINDS = { term: 2, section: 1.25, claim: 1, works: 0.25 };
  /* A word stands for what it names most: titles weigh more, and long sections no less. */
  const RANKING = { metaWeights: { title: 4, statement: 1, also: 2, where: 0.2 } };
  const NAMES = { term: "Glossary", section: "Section", claim: "Claim", works: "List of works" };

  const chinese = (query) => /\p{Script=Han}/u.test(query);

  /* An index is fetched when the first query needs it. */
  const open = {};
  function pagefind(language) {
    return (open[language] ??= (async () => {
      const index = await import(new URL(`${language}/pagefind.js`, folder));
      await index.options({ excerptLength: 24, ranking: RANKING });
      return index;
    })());
  }

  /* Where each place is, what a spelling stands for, and all words. */
  let kept = null;
  const beside = () => (kept ??= fetch(new URL("beside.json", folder)).then((answer) => answer.json()));

  async function ask(query, language = chinese(query) ? "zh" : "en") {
    const { indexes } = await beside();
    const index = await pagefind(indexes.includes(language) ? language : indexes[0]);
    const found = await Promise.all(Object.entries(KINDS).map(async ([kind, weight]) =>
      (await index.search(query, { filters: { kind } })).results
        .map(({ id, score, data }) => ({ id, kind, score: score * weight, load: data }))));
    return found.flat();
  }

  const ordered = (found) => found.toSorted((one, other) => other.score - one.score);

  /* ---- a word that is nowhere in the book ---- */

  /* The number of letters by which two words differ; two neighbours that changed places count as one. */
  function distance(one, other) {
    let before = [], last = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let i = 1; i <= one.length; i++) {
      const now = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        now[j] = Math.min(now[j - 1] + 1, last[j] + 1, last[j - 1] + !same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          now[j] = Math.min(now[j], before[j - 2] + 1);
        }
      }
      [before, last] = [last, now];
    }
    return last[other.length];
  }

  function nearest(word, written, words) {
    const allowed = word.length < 6 ? 1 : 2;
    let best = [written, allowed + 1, -1];
    for (const [other, count] of words) {
      if (other.startsWith(word)) return written;
      if (Math.abs(other.length - word.length) > allowed) continue;
      const far = distance(word, other);
      if (far < best[1] || (far === best[1] && count > best[2])) best = [other, far, count];
    }
    return best[0];
  }

  /* The query with each word that nothing in the book begins with as its nearest neighbour. */
  async function mended(query) {
    if (chinese(query)) return query;
    const words = Object.entries((await beside()).words);
    return query.split(/\s+/)
      .map((word) => /^[a-z]{4,}$/i.test(word) ? nearest(word.toLowerCase(), word, words) : word).join(" ");
  }

  const toneless = (words) => words.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();

  /* What a query leads to, best first; the query as it was understood; and what it means in the book. */
  book.find = async (wanted) => {
    /* Statistics are printed as .38 and as 0.38; each claim is found by the second. */
    const query = (await mended(wanted)).replace(/(?<![\d.])\.(?=\d)/g, "0."), { meanings, words } = await beside();
    const means = meanings[toneless(query)] ?? [];
    if (!means.length) return { query, means, found: ordered(await ask(query)) };
    /* In one index, where a place that is found twice has one name. */
    const best = new Map();
    const stands = chinese(query) || toneless(query).split(/\s+/).every((word) => words[word]);
    const queries = stands ? [query, ...means] : means;
    for (const one of (await Promise.all(queries.map((some) => ask(some, "en")))).flat()) {
      if (!(best.get(one.id)?.score >= one.score)) best.set(one.id, one);
    }
    return { query, means, found: ordered([...best.values()]) };
  };

  /* A place with its address; pages are numbered for Pagefind. */
  async function loaded({ kind, load }) {
    const [data, { places }] = await Promise.all([load(), beside()]);
    return { ...data, kind, address: places[Number.parseInt(data.url.match(/(\d+)\.html/)[1], 10)] };
  }

  /* The addresses of the first places, as tests ask for them. */
  book.first = async (query, count) =>
    Promise.all((await book.find(query)).found.slice(0, count).map(async (one) => (await loaded(one)).address));

  /* ---- the page ---- */

  if (!form) return;
  const field = form.elements.q;
  let current = 0, left = [], asked = null;

  /* Pagefind parts Chinese into words and marks the first of them; a reader looks for the whole. */
  function excerpt(data, query) {
    if (!chinese(query) || !data.excerpt.replaceAll(/<\/?mark>/g, "").includes(query)) return data.excerpt;
    return data.excerpt.replaceAll(/<\/?mark>/g, "").replaceAll(query, `<mark>${query}</mark>`);
  }

  function line({ address, kind, meta, ...data }, query) {
    const { where, title = meta.statement } = meta;
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: new URL(address, root), textContent: title });
    const from = Object.assign(document.createElement("p"), {
      className: "whence", textContent: where === title ? "Page" : `${NAMES[kind]} · ${where}` });
    const words = document.createElement("p");
    /* Pagefind has escaped everything but its own marks. */
    words.innerHTML = excerpt(data, query);
    item.append(link, from, words);
    return item;
  }

  async function showMore(query, turn) {
    const [next, rest] = [left.slice(0, SHOWN), left.slice(SHOWN)];
    const data = await Promise.all(next.map(loaded));
    if (turn !== current) return null;
    left = rest;
    const items = data.map((one) => line(one, query));
    list.append(...items);
    more.hidden = !left.length;
    more.textContent = `Show more (${left.length.toLocaleString("en")} left)`;
    return items[0];
  }

  const places = (count) => `${count.toLocaleString("en")} place${count === 1 ? "" : "s"}`;

  const quoted = (words) => words.map((word) => `“${word}”`).join(" or ");

  function sentence(wanted, { query, means, found }) {
    const other = query === wanted || query.endsWith(wanted) ? "" : `Nothing has “${wanted}”; this is for “${query}”. `;
    const meant = means.length ? `In this book “${query}” is ${quoted(means)}. ` : "";
    return found.length ? `${other}${meant}${places(found.length)} for “${query}”.`
      : `No place of the book has “${wanted}”. The list below has every page.`;
  }

  const excuse = () => location.protocol === "file:"
    ? "A page that is opened from a folder on disk may not search: browsers allow it on web pages only. Serve the "
      + "folder, on your own machine too (python -m http.server), or go by the list below."
    : "The index could not be loaded. Try again, or go by the list below.";

  async function show() {
    const wanted = field.value.trim(), turn = ++current;
    const address = `${location.pathname}${wanted ? `?q=${encodeURIComponent(wanted)}` : ""}`;
    try { history.replaceState(null, "", address); } catch { /* a folder on disk */ }
    let says = "";
    try {
      const answer = wanted ? await book.find(wanted) : { found: [] };
      if (turn !== current) return;
      list.replaceChildren();
      [left, asked] = [answer.found, answer.query];
      await showMore(asked, turn);
      if (wanted) says = sentence(wanted, answer);
    } catch {
      says = excuse();
    }
    if (turn !== current) return;
    said.textContent = says;
    form.dispatchEvent(new CustomEvent("searched"));
  }

  let resting = 0;
  field.addEventListener("input", () => { clearTimeout(resting); resting = setTimeout(show, RESTING); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(resting); show(); });
  more.addEventListener("click", async () => (await showMore(asked, current))?.querySelector("a").focus());
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) show();
})();
