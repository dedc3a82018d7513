/* The search at hand: the / key, and Ctrl or Command with K, unless the reader is typing. */
"use strict";
(() => {
  const link = document.querySelector(".tools a.to-search");
  const field = document.querySelector("form.search input");
  /* A single key can be pressed by accident, or by who dictates: it can be switched off. */
  const box = document.querySelector(".search-key input");
  const remembered = (change) => { try { return change(localStorage); } catch { return null; /* private mode */ } };
  const slash = () => remembered((kept) => kept.getItem("slash")) !== "off";

  const typing = ({ target }) =>
    target.isContentEditable || target.matches?.("textarea, select, input:not([type=range], [type=checkbox])");

  document.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const both = (ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === "k";
    const alone = key === "/" && !ctrlKey && !metaKey && !altKey && slash() && !typing(event);
    if (event.defaultPrevented || event.isComposing || !(both || alone)) return;
    event.preventDefault();
    if (field) field.select(); else link?.click();
  });

  if (!box) return;
  box.checked = slash();
  box.addEventListener("change", () => remembered((kept) => kept.setItem("slash", box.checked ? "on" : "off")));
})();
