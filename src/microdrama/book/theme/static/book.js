/* What moves in the book. The page is complete without it. No request leaves the book. */
"use strict";
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const phone = matchMedia("(max-width: 719px)");
  const isDark = () => root.dataset.scheme === "dark" || (root.dataset.scheme === "auto" && dark.matches);

  /* ---- light and dark -------------------------------------------------------------- */
  const schemes = { auto: "automatic", light: "light", dark: "dark" };
  const button = document.querySelector("button.scheme");

  function dressPictures() {
    const forced = root.dataset.scheme !== "auto";
    for (const source of document.querySelectorAll("picture source")) {
      source.dataset.media ??= source.media;
      const where = source.dataset.scheme === "dark" ? "screen" : "all";
      const width = source.dataset.media.includes("max-width") ? `${where} and (max-width: 719px)` : where;
      if (!forced) source.media = source.dataset.media;
      else source.media = source.dataset.scheme === root.dataset.scheme ? width : "not all";
    }
  }

  function showScheme() {
    button.textContent = `Light or dark: ${schemes[root.dataset.scheme]}`;
    dressPictures();
    for (const chart of live.values()) chart.redraw();
  }

  /* ---- notes behind claims --------------------------------------------------------- */
  let open = null;

  function closeCard(focus) {
    if (!open) return;
    open.card.hidden = true;
    open.link.setAttribute("aria-expanded", "false");
    if (focus) { quiet = true; open.link.focus(); quiet = false; }
    open = null;
  }

  function openCard(link) {
    const card = document.getElementById(`card-${link.dataset.claim}`);
    if (!card || open?.link === link) return;
    closeCard(false);
    link.after(card);
    card.hidden = false;
    link.setAttribute("aria-expanded", "true");
    const at = link.getBoundingClientRect();
    card.style.maxHeight = `${Math.max(at.top, innerHeight - at.bottom) - 12}px`;
    const box = card.getBoundingClientRect();
    const parent = card.offsetParent?.getBoundingClientRect() ?? { left: 0, top: 0 };
    const left = Math.max(16, Math.min(at.left, innerWidth - box.width - 16));
    const below = at.bottom + 6 + box.height < innerHeight || at.top < box.height;
    card.style.left = `${left - parent.left}px`;
    card.style.top = `${(below ? at.bottom + 6 : at.top - box.height - 6) - parent.top}px`;
    open = { link, card };
  }

  let quiet = false, leaving = 0, touched = false;
  const inside = (node) => open && (open.link.contains(node) || open.card.contains(node));

  function listenToClaims() {
    for (const link of document.querySelectorAll("a.claim[data-claim]")) {
      link.setAttribute("aria-expanded", "false");
      link.addEventListener("pointerdown", (event) => { touched = event.pointerType !== "mouse"; });
      link.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") openCard(link); });
      link.addEventListener("focus", () => { if (!quiet && !touched) openCard(link); });
      link.addEventListener("click", (event) => {
        /* A tap shows the note; the note has the link to the ledger. */
        if (touched) { event.preventDefault(); if (open?.link === link) closeCard(false); else openCard(link); }
      });
    }
    document.addEventListener("pointerover", (event) => {
      clearTimeout(leaving);
      if (open && event.pointerType === "mouse" && !inside(event.target)) leaving = setTimeout(() => closeCard(false), 250);
    });
    document.addEventListener("pointerdown", (event) => { if (open && !inside(event.target)) closeCard(false); });
    document.addEventListener("focusin", (event) => { if (open && !inside(event.target)) closeCard(false); });
    document.addEventListener("keydown", (event) => { touched = false; if (event.key === "Escape" && open) closeCard(open.card.contains(document.activeElement)); });
  }

  /* ---- charts ---------------------------------------------------------------------- */
  /* Vega is kept by browsers under the edition that this script came with. */
  const edition = new URL(document.currentScript.src).search;
  const live = new Map(), specs = new Map(), waiting = new Map();

  const load = (address) => new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = done;
    script.onerror = () => fail(new Error(`cannot load ${address}`));
    document.head.append(script);
  });

  let vegaLoading = null;
  window.microdramaChart = (name, chart) => { specs.set(name, chart); };

  async function fetchChart(figure) {
    const { chart: name, root: address } = figure.dataset;
    vegaLoading ??= load(`${address}/../vega.js${edition}`);
    if (!waiting.has(name)) waiting.set(name, load(`${address}/${name}/chart.js`));
    await Promise.all([vegaLoading, waiting.get(name)]);
    return specs.get(name);
  }

  function inked(chart, layout) {
    const scheme = isDark() ? "dark" : "light";
    let text = JSON.stringify(chart[layout]);
    for (const [role, token] of Object.entries(chart.inks.token)) text = text.replaceAll(token, chart.inks[scheme][role]);
    const spec = JSON.parse(text);
    for (const data of spec.data ?? []) {
      if (data.values?.shared) data.values = chart.values[data.values.shared].map((row) => ({ ...row }));
    }
    return spec;
  }

  function tooltip(area) {
    let tip = null;
    return (_, event, item, value) => {
      tip?.remove();
      tip = null;
      if (!value) return;
      tip = document.createElement("div");
      tip.className = "chart-tip";
      const list = document.createElement("dl");
      for (const [name, text] of Object.entries(typeof value === "object" ? value : { "": value })) {
        const term = document.createElement("dt"), said = document.createElement("dd");
        term.textContent = name;
        said.textContent = text;
        list.append(term, said);
      }
      tip.append(list);
      area.append(tip);
      const box = area.getBoundingClientRect();
      const x = Math.min(event.clientX - box.left + 12, box.width - tip.offsetWidth);
      tip.style.left = `${Math.max(0, x)}px`;
      tip.style.top = `${event.clientY - box.top + 14}px`;
    };
  }

  async function enliven(figure) {
    const chart = await fetchChart(figure);
    const area = figure.querySelector(".chart-area"), picture = area.querySelector("picture");
    const place = document.createElement("div");
    place.className = "chart-live";
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", picture.querySelector("img").alt);
    const settings = {};
    const state = { view: null, finalize: null };
    state.redraw = async () => {
      state.finalize?.();
      const spec = inked(chart, phone.matches ? "narrow" : "wide");
      const options = { mode: "vega", renderer: "svg", actions: false, defaultStyle: false, tooltip: tooltip(area) };
      const { view, finalize } = await vegaEmbed(place, spec, options);
      Object.assign(state, { view, finalize });
      for (const [name, value] of Object.entries(settings)) view.signal(name, value);
      await view.runAsync();
      /* Exactly the place of the picture, so that nothing moves. */
      const layout = phone.matches ? picture.querySelector("source[srcset*=narrow]") : picture.querySelector("img");
      place.style.maxWidth = `${layout.getAttribute("width")}px`;
      place.style.aspectRatio = `${layout.getAttribute("width")} / ${layout.getAttribute("height")}`;
      const drawn = place.querySelector("svg");
      drawn.setAttribute("aria-hidden", "true");
      figure.dataset.live = "yes";
    };
    place.hidden = true;
    area.append(place);
    await state.redraw();
    place.hidden = false;
    picture.hidden = true;
    live.set(figure, state);
    if (chart.explorer) control(figure, chart.explorer, state, settings);
  }

  /* ---- explorers ------------------------------------------------------------------- */
  const fill = (template, row, format) =>
    template.replace(/\{(\w+)(?::([^}]+))?\}/g, (_, name, spec) => format(row[name], spec));

  const years = new Set(["Year", "From", "To"]);  /* headings whose numbers are no amounts */

  /* What was computed is rounded to six digits; what was printed or counted keeps all of its own. */
  function readable(value) {
    const [, whole, rest] = /^-?(\d+)\.?(\d*)/.exec(value);
    const digits = (whole + rest).replace(/^0+/, "").length;
    return digits > 10 ? Number(value.toPrecision(Math.max(6, whole.length))) : value;
  }

  function control(figure, explorer, state, settings) {
    const form = figure.querySelector("form.controls");
    const says = figure.querySelector(".explorer-says");
    const body = figure.querySelector(".chart-table tbody");
    const count = figure.querySelector(".chart-table summary");
    const download = figure.querySelector(".chart-table a[download]");
    let running = false, again = false;

    /* Python and d3 share these specifications; only the minus sign differs. */
    const format = (value, spec) => {
      if (spec === undefined) return String(value);
      return Number.isFinite(value) ? state.view.locale().format(spec)(value).replaceAll("−", "-") : "–";
    };

    function show() {
      /* A filter that lets rows back in adds them at the end; the table keeps the book's order. */
      const rows = [...state.view.data("explorer")].sort((one, other) => one.base_row - other.base_row);
      const speaking = rows.find((row) => row.speaks) ?? rows[0];
      says.textContent = speaking ? fill(explorer.sentences[speaking.case], speaking, format) : "Nothing is left to show.";
      const lines = rows.map((row) => {
        const line = document.createElement("tr");
        for (const name of Object.keys(explorer.columns)) {
          const cell = document.createElement("td");
          const value = row[name];
          if (typeof value === "number") cell.className = "numeric";
          cell.textContent = typeof value === "number"
            ? readable(value).toLocaleString("en", { maximumFractionDigits: 15, useGrouping: !years.has(explorer.columns[name]) })
            : value ?? "–";
          line.append(cell);
        }
        return line;
      });
      body.replaceChildren(...lines);
      const names = Object.keys(explorer.columns);
      const quoted = (value) => `"${String(value ?? "").replaceAll('"', '""')}"`;
      const csv = [names.map((name) => explorer.columns[name]), ...rows.map((row) => names.map((name) => row[name]))]
        .map((line) => line.map(quoted).join(",")).join("\n");
      download.href = `data:text/csv;charset=utf-8,\ufeff${encodeURIComponent(`${csv}\n`)}`;
      count.textContent = `Table (${rows.length.toLocaleString("en")} rows)`;
    }

    async function update() {
      if (running) { again = true; return; }
      running = true;
      do {
        again = false;
        for (const item of explorer.controls) {
          const field = form.elements[item.name];
          settings[item.name] = item.options ? field.value : Number(field.value);
          if (!item.options) field.nextElementSibling.value = format(settings[item.name], item.spec);
          state.view.signal(item.name, settings[item.name]);
        }
        await state.view.runAsync();
        show();
      } while (again);
      running = false;
      figure.dispatchEvent(new CustomEvent("explored"));
    }

    /* Paper shows the picture of the text's own case, so its table must be that case too. */
    const own = [...body.children].map((line) => line.cloneNode(true));
    let explored = null;
    addEventListener("beforeprint", () => { explored = [...body.children]; body.replaceChildren(...own); });
    addEventListener("afterprint", () => { if (explored) body.replaceChildren(...explored); explored = null; });

    form.addEventListener("input", update);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(update));
    update();
  }

  function watchCharts() {
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        seen.unobserve(entry.target);
        /* If this fails the picture stays, and the page is as complete as before. */
        enliven(entry.target).catch((error) => console.error(error));
      }
    }, { rootMargin: "200px" });
    for (const figure of document.querySelectorAll("figure[data-chart]")) seen.observe(figure);
    phone.addEventListener("change", () => { for (const chart of live.values()) chart.redraw(); });
  }

  if (button) {
    button.addEventListener("click", () => {
      const names = Object.keys(schemes);
      root.dataset.scheme = names[(names.indexOf(root.dataset.scheme) + 1) % names.length];
      try { localStorage.setItem("scheme", root.dataset.scheme); } catch { /* private mode */ }
      showScheme();
    });
    dark.addEventListener("change", showScheme);
    showScheme();
  }
  listenToClaims();
  watchCharts();
})();
