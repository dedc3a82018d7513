/* Explorers: a reader sets the controls, and chart, sentence, table and download follow. */
"use strict";
(() => {
  const book = (window.microdrama ??= {});

  /* Rows of a table in the page. */
  const lines = (rows, columns) => rows.map((row) => {
    const line = document.createElement("tr");
    for (const [name, heading] of Object.entries(columns)) {
      const cell = document.createElement("td"), value = row[name];
      const isNumber = typeof value === "number";
      if (isNumber) cell.className = "numeric";
      cell.textContent = isNumber ? book.numbers.tabled(value, heading) : value ?? "–";
      line.append(cell);
    }
    return line;
  });

  /* A spreadsheet runs a text that begins like a formula, so it gets an apostrophe in front. */
  const formula = /^[\s\0]*[=+\-@＝＋－＠]\s*\S/, number = /^[+-]?[\d.,]*\d(e[+-]?\d+)?\s?%?$/i;
  const neutral = (value) => typeof value === "string" && formula.test(value) && !number.test(value.trim())
    ? `'${value}` : value;
  const quoted = (value) => `"${String(neutral(value) ?? "").replaceAll('"', '""')}"`;

  /* The same rows as a file; the mark at its start tells Excel that it is UTF-8. */
  function address(rows, columns) {
    const names = Object.keys(columns);
    const csv = [Object.values(columns), ...rows.map((row) => names.map((name) => row[name]))]
      .map((line) => line.map(quoted).join(",")).join("\n");
    return `data:text/csv;charset=utf-8,\ufeff${encodeURIComponent(`${csv}\n`)}`;
  }

  /* Paper shows the picture with which the explorer opens, so its table must be that one too. */
  function printAsOpened(body) {
    const first = [...body.children].map((line) => line.cloneNode(true));
    let explored = null;
    addEventListener("beforeprint", () => { explored = [...body.children]; body.replaceChildren(...first); });
    addEventListener("afterprint", () => { if (explored) body.replaceChildren(...explored); explored = null; });
  }

  /* What a figure shows for the rows that the chart has worked out. */
  function show(figure, explorer, state, format) {
    const find = (part) => figure.querySelector(part), { view } = state;
    /* A filter that lets rows back in adds them at the end; the table keeps the book's order. */
    const rows = [...view.data("explorer")].sort((one, other) => one.base_row - other.base_row);
    const speaking = rows.find((row) => row.speaks) ?? rows[0];
    /* What it has once taken of the page it keeps, so that the picture stays under the pointer. */
    const says = find(".explorer-says");
    says.style.minHeight = state.layout() === "wide" ? `${says.offsetHeight}px` : "";
    says.textContent = speaking
      ? book.numbers.filled(format, explorer.sentences[speaking.case], speaking) : "Nothing is left to show.";
    find(".chart-table tbody").replaceChildren(...lines(rows, explorer.columns));
    find(".chart-table a[download]").href = address(rows, explorer.columns);
    find(".chart-table summary").textContent = `Table (${rows.length.toLocaleString("en")} rows)`;
  }

  /* A mark may stand for an option of a control: its row has it under the control's name, after
     `pick_` for a tap, and after `peek_` if the mark may be looked at under the pointer alone. */
  const meant = (explorer, item, how) => explorer.controls
    .map((control) => [control, item?.datum?.[`${how}_${control.name}`]])
    .find(([, value]) => value);

  /* Called for a figure once its chart moves; `state` has the chart's view and settings. */
  book.explore = (figure, explorer, state) => {
    const form = figure.querySelector("form.controls");
    const format = (spec) => state.view.locale().format(spec);
    let running = false, again = false, looked = "";

    function set(control) {
      const field = form.elements[control.name];
      const value = control.options ? field.value : Number(field.value);
      if (!control.options) field.nextElementSibling.value = book.numbers.printed(format, value, control.spec);
      state.settings[control.name] = value;
      state.view.signal(control.name, value);
    }

    /* A slider that is dragged asks faster than Vega answers; the last setting always counts. */
    async function update() {
      if (running) { again = true; return; }
      running = true;
      do {
        again = false;
        for (const control of explorer.controls) set(control);
        await state.view.runAsync();
        await state.stretch(state.view.data("explorer")[0]?.narrow_height);
        show(figure, explorer, state, format);
      } while (again);
      running = false;
      figure.dispatchEvent(new CustomEvent("explored"));
    }

    /* Shows what a pointer is over, or no longer; what is set stays set. */
    function look([control, value]) {
      const now = control ? `${control.name} ${value}` : "";
      if (now === looked) return;
      looked = now;
      for (const [name, own] of Object.entries(state.settings)) state.view.signal(name, own);
      if (control) state.view.signal(control.name, value);
      state.view.runAsync();
    }

    state.wire = (view) => {
      view.addEventListener("click", (_, item) => {
        const [control, value] = meant(explorer, item, "pick") ?? [];
        if (!control || form.elements[control.name].value === value) return;
        form.elements[control.name].value = value;
        update();
      });
      /* Asked where a pointer moves: a mark that is drawn anew under a pointer at rest is left by
         it, and not entered again. */
      view.addEventListener("pointermove", (event, item) => {
        if (event.pointerType !== "touch") look(meant(explorer, item, "peek") ?? []);
      });
      looked = "";
      return state.stretch(view.data("explorer")[0]?.narrow_height);
    };

    /* Each button behind the first leads to settings of its own, such as the text's own case. */
    const [, ...elsewhere] = form.querySelectorAll(".ways-back button");
    for (const [place, button] of elsewhere.entries()) {
      const [, settings] = explorer.ways_back[place + 1];
      button.addEventListener("click", () => {
        for (const [name, value] of Object.entries(settings)) form.elements[name].value = value;
        update();
      });
    }

    printAsOpened(figure.querySelector(".chart-table tbody"));
    figure.querySelector(".chart-area").addEventListener("pointerleave", () => look([]));
    form.addEventListener("input", update);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(update));
    state.wire(state.view);
    update();
  };
})();
