/* A button on each folded cell that copies its code. Without it the code can be selected. */
"use strict";
(() => {
  /* A page that no certificate vouches for has no clipboard of its own, but what is selected can be copied. */
  async function copy(code) {
    try {
      await navigator.clipboard.writeText(code.textContent);
      return true;
    } catch {
      getSelection().selectAllChildren(code);
      return document.execCommand("copy");
    }
  }

  for (const place of document.querySelectorAll("details.code .code-scroll")) {
    const code = place.querySelector("pre");
    if (!code) continue;
    const bar = document.createElement("div"), button = document.createElement("button"), status = document.createElement("span");
    let fading = 0;
    bar.className = "code-bar";
    button.type = "button";
    button.textContent = "Copy";
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      status.textContent = (await copy(code)) ? "Copied" : "Selected, to be copied with the keyboard";
      clearTimeout(fading);
      fading = setTimeout(() => { status.textContent = ""; }, 4000);
    });
    bar.append(status, button);
    place.before(bar);
  }
})();
