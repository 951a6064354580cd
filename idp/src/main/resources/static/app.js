// Enhancements only: every page works without this file.
"use strict";

const ready = (root) => {
  for (const button of root.querySelectorAll("[data-show],[data-print]")) button.hidden = false;
  // browsers give the clipboard to https and localhost only
  for (const button of root.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
  for (const form of root.querySelectorAll("form[data-send]")) form.requestSubmit();
};

const pressShow = (button) => {
  const field = document.getElementById(button.dataset.show);
  const shown = field.type === "password";
  field.type = shown ? "text" : "password";
  button.setAttribute("aria-pressed", String(shown));
};

// data-copy names the element whose text is copied; data-copied is the confirmation for the status region
const pressCopy = async (button) => {
  const source = document.getElementById(button.dataset.copy);
  const lines = [...source.querySelectorAll("li")].map((item) => item.textContent.trim());
  try {
    await navigator.clipboard.writeText(lines.length ? lines.join("\n") : source.textContent.trim());
    document.getElementById("status").textContent = button.dataset.copied ?? "";
  } catch (refused) {
    // the browser does not allow it: then at least it is selected, ready for the keyboard
    getSelection().selectAllChildren(source);
  }
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.show) pressShow(button);
  if (button.dataset.copy) pressCopy(button);
  if ("print" in button.dataset) window.print();
});

// Password managers look for type=password when the form is sent. The button that was pressed is disabled after the
// browser has collected the form, so that its own name and value are sent too.
document.addEventListener("submit", (event) => {
  for (const show of event.target.querySelectorAll("[data-show][aria-pressed=true]")) pressShow(show);
  const button = event.submitter;
  if (button && !event.target.matches("[hx-post],[hx-get]")) setTimeout(() => (button.disabled = true));
});

// back from the history cache
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button:disabled")) button.disabled = false;
});

document.addEventListener("htmx:load", (event) => ready(event.target));
ready(document);
