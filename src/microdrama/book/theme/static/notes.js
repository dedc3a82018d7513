/* Notes behind claims: they open under the pointer, on focus and on a tap. */
"use strict";
(() => {
  /* Milliseconds for which a note stays after the pointer has left it. */
  const STAYING = 250;

  /* The link and the note that are open; `held` by who came with the keyboard. */
  let open = null;
  let quiet = false, leaving = 0, touched = false, pressing = false;
  const pointer = { x: null, y: null };

  const inside = (node) => open && (open.link.contains(node) || open.card.contains(node));

  function close(focus) {
    if (!open) return;
    open.card.hidden = true;
    open.link.setAttribute("aria-expanded", "false");
    if (focus) { quiet = true; open.link.focus(); quiet = false; }
    open = null;
  }

  /* Inside the screen, below the link or above it. */
  function place(card, link) {
    const at = link.getBoundingClientRect();
    card.style.maxHeight = `${Math.max(at.top, innerHeight - at.bottom) - 12}px`;
    const box = card.getBoundingClientRect();
    const parent = card.offsetParent?.getBoundingClientRect() ?? { left: 0, top: 0 };
    const left = Math.max(16, Math.min(at.left, innerWidth - box.width - 16));
    const below = at.bottom + 6 + box.height < innerHeight || at.top < box.height;
    card.style.left = `${left - parent.left}px`;
    card.style.top = `${(below ? at.bottom + 6 : at.top - box.height - 6) - parent.top}px`;
  }

  function show(link) {
    const card = document.getElementById(`card-${link.dataset.claim}`);
    if (!card || open?.link === link) return;
    close(false);
    link.after(card);
    card.hidden = false;
    link.setAttribute("aria-expanded", "true");
    place(card, link);
    open = { link, card, held: false };
  }

  /* A page that scrolls under a resting mouse makes it enter what it was not pointed at. */
  const rests = (event) => event.clientX === pointer.x && event.clientY === pointer.y;

  function listenToLink(link) {
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("pointerdown", (event) => { touched = event.pointerType !== "mouse"; });
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse" && !(open?.held && rests(event))) show(link);
    });
    link.addEventListener("focus", () => { if (!quiet && !touched) show(link); });
    link.addEventListener("click", (event) => {
      /* A tap shows the note; the note has the link to the ledger. */
      if (!touched) return;
      event.preventDefault();
      if (open?.link === link) close(false); else show(link);
    });
  }

  function listenToPointer() {
    document.addEventListener("pointerover", (event) => {
      clearTimeout(leaving);
      if (!open || open.held || event.pointerType !== "mouse" || inside(event.target)) return;
      /* The focus may have come in the meantime. */
      leaving = setTimeout(() => { if (!open?.held) close(false); }, STAYING);
    });
    document.addEventListener("pointermove", ({ clientX, clientY }) => {
      Object.assign(pointer, { x: clientX, y: clientY });
    });
    document.addEventListener("pointerdown", (event) => {
      pressing = true;
      if (open && !inside(event.target)) close(false);
    });
    for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => { pressing = false; });
  }

  function listenToKeyboard() {
    document.addEventListener("focusin", (event) => {
      if (!open) return;
      if (!inside(event.target)) close(false);
      else if (!pressing) open.held = true;
    });
    document.addEventListener("keydown", (event) => {
      touched = false;
      if (event.key === "Escape" && open) close(open.card.contains(document.activeElement));
    });
  }

  for (const link of document.querySelectorAll("a.claim[data-claim]")) listenToLink(link);
  listenToPointer();
  listenToKeyboard();
})();
