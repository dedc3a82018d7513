/* Light and dark: the reader's own choice, or the system's. */
"use strict";
(() => {
  const book = (window.microdrama ??= {});
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const schemes = { auto: "automatic", light: "light", dark: "dark" };
  const button = document.querySelector("button.scheme");

  book.isDark = () => root.dataset.scheme === "dark" || (root.dataset.scheme === "auto" && dark.matches);

  /* At which widths of the screen a source is shown, whatever is chosen. */
  book.widthOf = (source) => (source.dataset.media ?? source.media).match(/\(max-width: \d+px\)/)?.[0];

  /* A picture asks the system; where the reader has chosen, one of its sources fits always. */
  function dressPictures() {
    const forced = root.dataset.scheme !== "auto";
    for (const source of document.querySelectorAll("picture source")) {
      source.dataset.media ??= source.media;
      const where = source.dataset.scheme === "dark" ? "screen" : "all";
      const width = book.widthOf(source);
      if (!forced) source.media = source.dataset.media;
      else if (source.dataset.scheme !== root.dataset.scheme) source.media = "not all";
      else source.media = width ? `${where} and ${width}` : where;
    }
  }

  function show() {
    button.textContent = `Light or dark: ${schemes[root.dataset.scheme]}`;
    dressPictures();
    document.dispatchEvent(new CustomEvent("schemed"));
  }

  if (!button) return;
  button.addEventListener("click", () => {
    const names = Object.keys(schemes);
    root.dataset.scheme = names[(names.indexOf(root.dataset.scheme) + 1) % names.length];
    try { localStorage.setItem("scheme", root.dataset.scheme); } catch { /* private mode */ }
    show();
  });
  dark.addEventListener("change", show);
  show();
})();
