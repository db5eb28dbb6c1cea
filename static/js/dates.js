// Dates: the native field becomes a text field that also takes "+30", "today" in the page's language and "21/12",
// with a button for the browser's own calendar. What is sent is always ISO (yyyy-mm-dd).

const language = document.documentElement.lang || "sv";
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const WORDS = new Map([-1, 0, 1].map((days) => [squeeze(relative.format(days, "day")), days]));
WORDS.set("idag", 0).set("imorgon", 1).set("igår", -1).set("today", 0);

function squeeze(text) {
  return text.toLowerCase().replace(/\s+/g, "");
}

function iso(date) {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
}

/** Return the date, or null where day and month do not exist. */
function made(year, month, day) {
  const date = new Date(year, month - 1, day);
  return date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day ? date : null;
}

function plus(date, days) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
}

/** Read what was typed; null when it is no date, so that the server can say so. */
export function readDate(typed, { today = new Date(), base = null } = {}) {
  const text = squeeze(typed);
  if (WORDS.has(text)) return plus(today, WORDS.get(text));
  const days = /^([+-])(\d{1,3})$/.exec(text);
  if (days) return plus(base ?? today, Number(days[1] + days[2]));
  const whole = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text);
  if (whole) return made(Number(whole[1]), Number(whole[2]), Number(whole[3]));
  const short = /^(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (short) return made(2000 + Number(short[1]), Number(short[2]), Number(short[3]));
  const dayFirst = /^(\d{1,2})[./-](\d{1,2})(?:[./-](\d{2}|\d{4}))?\.?$/.exec(text);
  if (!dayFirst) return null;
  const year = dayFirst[3] ? Number(dayFirst[3].padStart(4, "20")) : today.getFullYear();
  return made(year, Number(dayFirst[2]), Number(dayFirst[1]));
}

function baseOf(holder) {
  const field = document.getElementById(holder.dataset.dateBase || "");
  return field?.value ? readDate(field.value) : null;
}

function calendarButton(holder, field) {
  const native = document.createElement("input");
  native.type = "date";
  native.className = "in-pick bare";
  native.tabIndex = -1;
  native.setAttribute("aria-hidden", "true");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "in-btn";
  button.tabIndex = -1;
  button.setAttribute("aria-label", holder.dataset.dateLabel || "");
  const icon = document.getElementById("calendar-icon");
  if (icon) button.append(icon.content.firstElementChild.cloneNode(true));
  button.addEventListener("click", () => {
    native.value = field.value;
    native.showPicker();
  });
  native.addEventListener("change", () => {
    field.value = native.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  holder.append(native, button);
}

/** Turn the native date fields of a part of the page into typed ones. */
export function upgradeDates(part) {
  if (!("showPicker" in HTMLInputElement.prototype)) return;
  for (const holder of part.querySelectorAll?.("[data-date]:not([data-ready])") ?? []) {
    const field = holder.querySelector("input");
    holder.dataset.ready = "yes";
    const value = field.value;
    field.type = "text";
    field.value = value;
    field.inputMode = "text";
    if (!field.disabled && !field.readOnly) calendarButton(holder, field);
    field.addEventListener("change", () => {
      const date = readDate(field.value, { base: baseOf(holder) });
      if (!date || field.value === iso(date)) return;
      field.value = iso(date);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}
