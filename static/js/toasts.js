// Toasts: stay 20 seconds or until closed, wait while pointed at or focused, undo by button or Ctrl+Z.
import { isTyping, on } from "./page.js";

const STAYS = 20_000;
const undos = new WeakMap();

function box() {
  return document.getElementById("toasts");
}

function close(toastElement) {
  const holdsFocus = toastElement.contains(document.activeElement);
  toastElement.remove();
  if (holdsFocus) document.getElementById("main")?.focus({ preventScroll: true });
}

/** Start the clock of a toast and have its text read aloud (a region must exist before its text does). */
function start(toastElement) {
  if (toastElement.dataset.started) return;
  toastElement.dataset.started = "yes";
  const text = toastElement.querySelector("[role=status]");
  const words = [...text.childNodes];
  text.replaceChildren();
  requestAnimationFrame(() => text.replaceChildren(...words));
  let timer;
  const run = () => { timer = setTimeout(() => close(toastElement), STAYS); };
  const wait = () => clearTimeout(timer);
  toastElement.addEventListener("pointerenter", wait);
  toastElement.addEventListener("focusin", wait);
  toastElement.addEventListener("pointerleave", () => { wait(); run(); });
  toastElement.addEventListener("focusout", () => { wait(); run(); });
  run();
}

/** Show a message. `onUndo` runs in the page; `undo` is an address that a POST undoes at. */
export function toast({ text, tone = "ok", undo = "", onUndo = null }) {
  const template = document.getElementById("toast-template");
  if (!template || !box()) return null;
  const made = template.content.firstElementChild.cloneNode(true);
  made.classList.add(tone);
  for (const icon of made.querySelectorAll("[data-tone]")) if (icon.dataset.tone !== tone) icon.remove();
  made.querySelector("[role=status]").textContent = text;
  const form = made.querySelector("form");
  if (undo) form.action = undo;
  else if (onUndo) undos.set(made, onUndo);
  else form.remove();
  box().append(made);
  start(made);
  return made;
}

function undoOf(toastElement) {
  return toastElement.querySelector("[data-undo]");
}

on("click", "[data-toast-close]", (_event, button) => close(button.closest("[data-toast]")));
on("submit", "[data-toast] form", (event, form) => {
  const owner = form.closest("[data-toast]");
  const inPage = undos.get(owner);
  if (!inPage) return;
  event.preventDefault();
  close(owner);
  inPage();
});
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.code !== "KeyZ") return;
  if (isTyping(event) && event.target.value !== event.target.defaultValue) return;
  const last = [...document.querySelectorAll("[data-toast]")].filter(undoOf).at(-1);
  if (!last) return;
  event.preventDefault();
  undoOf(last).click();
});
on("keydown", "[data-toast]", (event, toastElement) => {
  if (event.key === "Escape") close(toastElement);
});

// The server asks for one with the header HX-Trigger: {"toast": {"text": …}}.
document.addEventListener("toast", (event) => toast(event.detail));
new MutationObserver(() => box().querySelectorAll("[data-toast]").forEach(start)).observe(box(), { childList: true });
box().querySelectorAll("[data-toast]").forEach(start);
