// Native dialogs open by command="show-modal"; this fills in for browsers without it and returns focus.
import { on } from "./page.js";

if (!("commandForElement" in HTMLButtonElement.prototype)) {
  on("click", "button[commandfor]", (_event, button) => {
    const dialog = document.getElementById(button.getAttribute("commandfor"));
    if (!(dialog instanceof HTMLDialogElement)) return;
    if (button.getAttribute("command") === "show-modal") dialog.showModal();
    else if (button.getAttribute("command") === "close") dialog.close();
  });
}

// A press on the scrim closes dialogs that hold no form: nothing typed is lost by a slip.
on("click", "dialog[open]", (event, dialog) => {
  if (event.target === dialog && !dialog.querySelector("form[method=post]")) {
    const box = dialog.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) dialog.close();
  }
});

// A dialog that arrives in an answer opens itself.
document.addEventListener("htmx:load", (event) => {
  const dialog = event.detail.elt;
  if (dialog instanceof HTMLDialogElement && dialog.hasAttribute("data-open") && !dialog.open) dialog.showModal();
});
