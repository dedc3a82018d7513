/* Charts: a picture until a reader gets to it, then the same chart drawn by Vega. */
"use strict";
(() => {
  const book = (window.microdrama ??= {});

  /* Which of its two drawings a figure shows is written beside its picture. */
  const narrow = (figure) => figure.querySelector("source[srcset*=narrow][data-scheme=light]");
  const layout = (figure) => (matchMedia(book.widthOf(narrow(figure))).matches ? "narrow" : "wide");

  /* Vega is kept by browsers under the edition that this script came with. */
  const edition = new URL(document.currentScript.src).search;
  const live = new Map(), specs = new Map(), waiting = new Map();
  let vegaLoading = null;

  const load = (address) => new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", done);
    script.addEventListener("error", () => fail(new Error(`cannot load ${address}`)));
    document.head.append(script);
  });

  /* Called by the script of each chart: a script, because a page opened from a folder on disk
     may load no data. */
  book.chart = (name, chart) => { specs.set(name, chart); };

  async function fetchChart(figure) {
    const { chart: name, root: address } = figure.dataset;
    vegaLoading ??= load(`${address}/../vega.js${edition}`);
    if (!waiting.has(name)) waiting.set(name, load(`${address}/${name}/chart.js`));
    await Promise.all([vegaLoading, waiting.get(name)]);
    return specs.get(name);
  }

  function inked(chart, shown) {
    const scheme = book.isDark() ? "dark" : "light";
    let text = JSON.stringify(chart[shown]);
    for (const [role, token] of Object.entries(chart.inks.token)) {
      text = text.replaceAll(token, chart.inks[scheme][role]);
    }
    const spec = JSON.parse(text);
    for (const data of spec.data ?? []) {
      if (data.values?.shared) data.values = chart.values[data.values.shared].map((row) => ({ ...row }));
    }
    return spec;
  }

  function tip(value) {
    const made = document.createElement("div"), list = document.createElement("dl");
    made.className = "chart-tip";
    for (const [name, text] of Object.entries(typeof value === "object" ? value : { "": value })) {
      const term = document.createElement("dt"), meaning = document.createElement("dd");
      term.textContent = name;
      meaning.textContent = text;
      list.append(term, meaning);
    }
    made.append(list);
    return made;
  }

  function tooltip(area) {
    let shown = null;
    return (_, event, item, value) => {
      shown?.remove();
      shown = value ? tip(value) : null;
      if (!shown) return;
      area.append(shown);
      const box = area.getBoundingClientRect();
      const x = Math.min(event.clientX - box.left + 12, box.width - shown.offsetWidth);
      shown.style.left = `${Math.max(0, x)}px`;
      shown.style.top = `${event.clientY - box.top + 14}px`;
    };
  }

  function placeFor(picture) {
    const place = document.createElement("div");
    place.className = "chart-live";
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", picture.querySelector("img").alt);
    place.hidden = true;
    return place;
  }

  /* Exactly the place of the picture, so that nothing moves. */
  function fit(place, figure) {
    const drawn = layout(figure) === "narrow" ? narrow(figure) : figure.querySelector("picture img");
    place.style.maxWidth = `${drawn.getAttribute("width")}px`;
    place.style.aspectRatio = `${drawn.getAttribute("width")} / ${drawn.getAttribute("height")}`;
    place.querySelector("svg").setAttribute("aria-hidden", "true");
  }

  /* Some drawings for a phone are as tall as what they show. */
  async function stretch(place, figure, view, height) {
    if (layout(figure) !== "narrow" || !height || view.height() === height) return;
    await view.height(height).runAsync();
    const drawn = place.querySelector("svg").viewBox.baseVal;
    place.style.aspectRatio = `${drawn.width} / ${drawn.height}`;
  }

  async function enliven(figure) {
    const chart = await fetchChart(figure);
    const area = figure.querySelector(".chart-area"), picture = area.querySelector("picture");
    const place = placeFor(picture);
    const state = { view: null, finalize: null, settings: {}, wire: null };
    state.layout = () => layout(figure);
    state.stretch = (height) => stretch(place, figure, state.view, height);
    state.redraw = async () => {
      state.finalize?.();
      const spec = inked(chart, layout(figure));
      const options = { mode: "vega", renderer: "svg", actions: false, defaultStyle: false, tooltip: tooltip(area) };
      const { view, finalize } = await vegaEmbed(place, spec, options);
      Object.assign(state, { view, finalize });
      for (const [name, value] of Object.entries(state.settings)) view.signal(name, value);
      await view.runAsync();
      fit(place, figure);
      await state.wire?.(view);
      figure.dataset.live = "yes";
    };
    area.append(place);
    await state.redraw();
    place.hidden = false;
    picture.hidden = true;
    live.set(figure, state);
    if (chart.explorer) book.explore(figure, chart.explorer, state);
  }

  const redraw = () => { for (const chart of live.values()) chart.redraw(); };
  const widths = new Set([...document.querySelectorAll("figure[data-chart]")].map((figure) => book.widthOf(narrow(figure))));
  for (const width of widths) matchMedia(width).addEventListener("change", redraw);
  document.addEventListener("schemed", redraw);

  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      /* If this fails the picture stays, and the page is as complete as before. */
      enliven(entry.target).catch((error) => console.error(error));
    }
  }, { rootMargin: "200px" });
  for (const figure of document.querySelectorAll("figure[data-chart]")) seen.observe(figure);

  /* The list of what is on the page gives way to a broad chart that comes up to it, as far as there
     is room for a few of its lines above the chart. */
  const list = document.querySelector(".here"), broad = [...document.querySelectorAll("figure.broad")];
  const close = matchMedia("(min-width: 80rem) and (max-width: 92rem)"), fewLines = 160;
  function giveWay() {
    const from = list.getBoundingClientRect().top;
    const boxes = close.matches ? broad.map((figure) => figure.getBoundingClientRect()) : [];
    const room = Math.min(...boxes.filter(({ bottom }) => bottom > from).map(({ top }) => top)) - from;
    list.style.maxHeight = room < innerHeight ? `${Math.max(0, room)}px` : "";
    list.classList.toggle("aside", room < fewLines);
  }
  if (list && broad.length) {
    for (const change of ["scroll", "resize"]) addEventListener(change, giveWay, { passive: true });
    giveWay();
  }
})();
