/* Numbers and sentences as Python writes them; a test holds the two to each other. */
"use strict";
(() => {
  const book = (window.microdrama ??= {});

  /* Headings whose numbers are years and take no comma. */
  const YEARS = new Set(["Year", "From", "To"]);

  /* No source prints a number with more digits than this; a longer one was computed. */
  const PRINTED_DIGITS = 10;

  /* What was computed is rounded to six digits; what was printed or counted keeps all of its own. */
  function readable(value) {
    const [, whole, rest] = /^-?(\d+)\.?(\d*)/.exec(value);
    const digits = (whole + rest).replace(/^0+/, "").length;
    return digits > PRINTED_DIGITS ? Number(value.toPrecision(Math.max(6, whole.length))) : value;
  }

  book.numbers = {
    /* A number by a specification that Python and d3, whose `format` is given, share; only the
       minus sign differs. */
    printed: (format, value, spec) => {
      if (spec === undefined) return String(value);
      return Number.isFinite(value) ? format(spec)(value).replaceAll("−", "-") : "–";
    },

    /* A sentence with slots for numbers, filled from one row. */
    filled: (format, template, row) =>
      template.replace(/\{(\w+)(?::([^}]+))?\}/g, (_, name, spec) => book.numbers.printed(format, row[name], spec)),

    /* A number in a table, below its heading. */
    tabled: (value, heading) =>
      /* Adding nothing makes 0 of -0. */
      (readable(value) + 0).toLocaleString("en", { maximumFractionDigits: 15, useGrouping: !YEARS.has(heading) }),
  };
})();
