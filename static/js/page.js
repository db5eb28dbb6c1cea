// What several modules need from the page: delegated events, cookies, the polite region, whether the user is typing.

/** Listen on the document for an event inside elements that match the selector. */
export function on(type, selector, listener, options) {
  document.addEventListener(
    type,
    (event) => {
      const found = event.target instanceof Element ? event.target.closest(selector) : null;
      if (found) listener(event, found);
    },
    options,
  );
}

/** Run now for the page and again for every part that htmx swaps in. */
export function whenLoaded(run) {
  run(document);
  document.addEventListener("htmx:load", (event) => run(event.detail.elt));
}

/** Keep a choice for a year where the server can read it; an empty value forgets it. */
export function keep(name, value) {
  const age = value ? 31536000 : 0;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${value}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
}

/** Say a sentence to screen readers without moving focus. */
export function announce(text) {
  const region = document.getElementById("announce");
  if (!region) return;
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = text; });
}

/** Tell whether a key belongs to a field instead of to the page. */
export function isTyping(event) {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit", "file"].includes(target.type);
}

/** Return the token that every POST must carry; the cookie itself is closed to scripts. */
export function csrfToken() {
  return document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

/** Move focus to an element: open what hides it, bring it to the middle of the window. */
export function goTo(element) {
  for (let box = element.closest("details:not([open])"); box; box = box.parentElement?.closest("details:not([open])")) box.open = true;
  if (!element.matches("a, button, input, select, textarea, [tabindex]")) element.tabIndex = -1;
  element.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  element.focus({ preventScroll: true });
}

/** Return key caps side by side. */
export function keyCaps(...keys) {
  const caps = document.createElement("span");
  caps.className = "keys2";
  caps.append(...keys.map((key) => Object.assign(document.createElement("kbd"), { textContent: key.toUpperCase() })));
  return caps;
}
