// Forms: busy buttons that cannot send twice, links that jump to the faulty field, peeking at a password, dropped files.
import { goTo, on, whenLoaded } from "./page.js";

function idle(form) {
  delete form.dataset.sending;
  form.querySelectorAll("[aria-busy=true]").forEach((button) => button.removeAttribute("aria-busy"));
}

// Last of all listeners: whoever takes the submit over by script has prevented it by now.
window.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "get" || form.matches("[data-languages], [data-instant]")) return;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  // A download answers without leaving the page.
  setTimeout(() => idle(form), 8000);
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) [...document.forms].forEach(idle);
});

on("click", "a[data-jump]", (event, link) => {
  const target = document.getElementById(link.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  goTo(target);
});
whenLoaded((part) => part.querySelector?.("[data-focus]")?.focus());

on("click", "[data-peek-password]", (_event, button) => {
  const field = document.getElementById(button.getAttribute("aria-controls"));
  const shown = field.type === "password";
  field.type = shown ? "text" : "password";
  button.setAttribute("aria-pressed", String(shown));
});

// Words beside the bars say the same, so that colour is not alone.
on("input", "[data-strength]", (_event, field) => {
  const meter = document.getElementById(field.dataset.strength);
  if (!meter) return;
  const value = field.value;
  const kinds = [/[a-zåäöæøþð]/, /[A-ZÅÄÖÆØÞÐ]/, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(value)).length;
  const level = value.length < 10 ? Math.min(1, value.length) : Math.min(4, 1 + Number(value.length >= 14) + Number(value.length >= 18) + Number(kinds >= 3 || value.length >= 24));
  meter.dataset.level = level;
  const words = document.getElementById(`${meter.id}-words`);
  if (words) words.textContent = meter.dataset[`words${level}`] ?? "";
});

for (const type of ["dragenter", "dragover"]) on(type, "[data-dropzone]", (_event, zone) => zone.classList.add("over"));
for (const type of ["dragleave", "drop"]) on(type, "[data-dropzone]", (_event, zone) => zone.classList.remove("over"));
