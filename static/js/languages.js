// Ctrl+Shift+1…6 and the language menu. The page comes back in the new language with what was typed still in it.
import { on } from "./page.js";

const KEPT = "kept:";
const SKIPPED = new Set(["password", "file", "submit", "button", "image", "reset"]);

/** Return the forms whose content is the user's own, in page order. */
function contentForms() {
  return [...document.forms].filter((form) => !form.matches("[data-languages], [data-theme-form], [data-palette], [action$='/logout/']"));
}

function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name && !SKIPPED.has(field.type) && field.name !== "csrfmiddlewaretoken");
}

function valueOf(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked;
  if (field.multiple && field.options) return [...field.options].map((option) => option.selected);
  return field.value;
}

function setValue(field, value) {
  if (valueOf(field) === value) return false;
  if (field.type === "checkbox" || field.type === "radio") field.checked = value;
  else if (Array.isArray(value)) value.forEach((chosen, index) => { if (field.options[index]) field.options[index].selected = chosen; });
  else field.value = value;
  return true;
}

function keepTyped() {
  const typed = contentForms().map((form) => fieldsOf(form).map((field) => [field.name, valueOf(field)]));
  sessionStorage.setItem(KEPT + location.pathname, JSON.stringify(typed));
}

function bringBack() {
  const kept = sessionStorage.getItem(KEPT + location.pathname);
  if (!kept) return;
  sessionStorage.removeItem(KEPT + location.pathname);
  JSON.parse(kept).forEach((fields, index) => {
    const form = contentForms()[index];
    if (!form) return;
    const unused = fieldsOf(form);
    let changed = null;
    for (const [name, value] of fields) {
      const place = unused.findIndex((field) => field.name === name);
      if (place >= 0) {
        const [field] = unused.splice(place, 1);
        if (setValue(field, value)) changed = field;
      }
    }
    changed?.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

document.addEventListener("keydown", (event) => {
  if (!event.ctrlKey || !event.shiftKey || event.altKey || event.metaKey) return;
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  // By place on the keyboard: Shift+1 types "!" on Nordic layouts.
  const button = digit && document.querySelectorAll("[data-languages]")[0]?.querySelectorAll("button[name=language]")[digit - 1];
  if (!button) return;
  event.preventDefault();
  button.form.requestSubmit(button);
});

on("submit", "[data-languages]", keepTyped);
bringBack();
