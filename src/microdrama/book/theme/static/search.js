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
  /* A term explains, a section argues, a claim is one sentence of them: at equal score in this order. */
  const KINDS = { term: 2, section: 1.25, claim: 1 };
  /* A word stands for what it names most: titles weigh more, and long sections no less. */
  const RANKING = { metaWeights: { title: 4, statement: 1, also: 2, where: 0.2, address: 0 } };
  const NAMES = { term: "Glossary", section: "Section", claim: "Claim" };

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

  async function ask(query) {
    const index = await pagefind(chinese(query) ? "zh" : "en");
    const found = await Promise.all(Object.entries(KINDS).map(async ([kind, weight]) =>
      (await index.search(query, { filters: { kind } })).results
        .map((result) => ({ kind, score: result.score * weight, load: result.data }))));
    return found.flat().toSorted((one, other) => other.score - one.score);
  }

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

  let words = null;
  async function nearest(word, written) {
    words ??= Object.entries(await (await fetch(new URL("words.json", folder))).json());
    const allowed = word.length < 6 ? 1 : 2;
    let best = [written, allowed + 1, 0];
    for (const [other, count] of words) {
      if (other.startsWith(word)) return written;
      if (Math.abs(other.length - word.length) > allowed) continue;
      const far = distance(word, other);
      if (far < best[1] || (far === best[1] && count > best[2])) best = [other, far, count];
    }
    return best[0];
  }

  /* The query with each word that nothing in the book begins with as its nearest neighbour. */
  const mended = async (query) => chinese(query) ? query :
    (await Promise.all(query.split(/\s+/).map(
      (word) => /^[a-z]{4,}$/i.test(word) ? nearest(word.toLowerCase(), word) : word))).join(" ");

  /* What a query leads to, best first, and the query as it was understood. */
  book.find = async (wanted) => {
    const query = await mended(wanted);
    return { query, found: await ask(query) };
  };

  /* ---- the page ---- */

  if (!form) return;
  const field = form.elements.q;
  let current = 0, left = [], asked = null;

  /* Pagefind parts Chinese into words and marks the first of them; a reader looks for the whole. */
  function excerpt(data, query) {
    if (!chinese(query) || !data.excerpt.replaceAll(/<\/?mark>/g, "").includes(query)) return data.excerpt;
    return data.excerpt.replaceAll(/<\/?mark>/g, "").replaceAll(query, `<mark>${query}</mark>`);
  }

  function line(kind, data, query) {
    const { address, where, title = data.meta.statement } = data.meta;
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
    const data = await Promise.all(next.map(({ load }) => load()));
    if (turn !== current) return null;
    left = rest;
    const items = data.map((one, place) => line(next[place].kind, one, query));
    list.append(...items);
    more.hidden = !left.length;
    more.textContent = `Show more (${left.length.toLocaleString("en")} left)`;
    return items[0];
  }

  const places = (count) => `${count.toLocaleString("en")} place${count === 1 ? "" : "s"}`;

  async function show() {
    const wanted = field.value.trim(), turn = ++current;
    const address = `${location.pathname}${wanted ? `?q=${encodeURIComponent(wanted)}` : ""}`;
    try { history.replaceState(null, "", address); } catch { /* a folder on disk */ }
    document.documentElement.classList.toggle("searching", Boolean(wanted));
    if (!wanted) { list.replaceChildren(); more.hidden = true; said.textContent = ""; return; }
    try {
      const { query, found } = await book.find(wanted);
      if (turn !== current) return;
      list.replaceChildren();
      [left, asked] = [found, query];
      await showMore(query, turn);
      if (turn !== current) return;
      const mend = query === wanted ? "" : `Nothing has “${wanted}”; this is for “${query}”. `;
      said.textContent = found.length ? `${mend}${places(found.length)} for “${query}”.`
        : `No place of the book has “${wanted}”. The list below has every page.`;
    } catch {
      said.textContent = location.protocol === "file:"
        ? "A browser lets no page search that is opened from a folder on disk. Put the folder on a web server, "
          + "also one on your own machine (python -m http.server), or go by the list below."
        : "The index could not be loaded. Try again, or go by the list below.";
    }
    form.dispatchEvent(new CustomEvent("searched"));
  }

  let resting = 0;
  field.addEventListener("input", () => { clearTimeout(resting); resting = setTimeout(show, RESTING); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(resting); show(); });
  more.addEventListener("click", async () => (await showMore(asked, current))?.querySelector("a").focus());
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) show(); else field.focus({ preventScroll: true });
})();
