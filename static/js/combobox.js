// Type to find, choose from a list that the server answers with. The chosen value lies in a hidden field, whose change
// event tells the form; what is typed without choosing goes back to what was chosen.

const WAITS = 150;

class Combobox {
  constructor(box) {
    this.box = box;
    this.input = box.querySelector("[role=combobox]");
    this.hidden = box.querySelector("[data-value]");
    this.list = box.querySelector("[role=listbox]");
    this.shown = this.input.value;
    this.input.addEventListener("input", () => this.ask(WAITS));
    this.input.addEventListener("click", () => this.ask(0));
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.leave());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  get active() {
    return this.list.querySelector("[aria-selected=true]");
  }

  ask(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), wait);
  }

  async load() {
    this.request?.abort();
    this.request = new AbortController();
    const asked = this.input.value === this.shown ? "" : this.input.value;
    const address = new URL(this.box.dataset.source, location.href);
    address.searchParams.set("q", asked);
    this.input.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: this.request.signal, headers: { "HX-Request": "true" } });
      if (!answer.ok) throw new Error(String(answer.status));
      this.list.innerHTML = await answer.text();
      this.open();
    } catch (fault) {
      if (fault.name !== "AbortError") this.close();
    } finally {
      this.input.removeAttribute("aria-busy");
    }
  }

  open() {
    if (!this.options.length) {
      const none = document.createElement("div");
      none.className = "none";
      none.textContent = this.box.dataset.none;
      this.list.replaceChildren(none);
    }
    this.options.forEach((row, index) => { row.id = `${this.list.id}-${index}`; });
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(this.input.value && this.input.value !== this.shown ? this.options[0] : null);
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(null);
  }

  mark(row) {
    this.active?.setAttribute("aria-selected", "false");
    if (row) {
      row.setAttribute("aria-selected", "true");
      row.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", row.id);
    } else this.input.removeAttribute("aria-activedescendant");
  }

  step(by) {
    if (this.list.hidden) {
      this.ask(0);
      return;
    }
    const all = this.options;
    const at = all.indexOf(this.active);
    this.mark(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length]);
  }

  key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !this.list.hidden && this.active) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === "Escape" && (!this.list.hidden || this.input.value !== this.shown)) {
      event.preventDefault();
      event.stopPropagation();
      this.input.value = this.shown;
      this.close();
    } else if (event.key === "Tab" && !this.list.hidden && this.active && !this.active.dataset.href) {
      this.choose(this.active);
    }
  }

  choose(row) {
    if (!row) return;
    if (row.dataset.href) {
      location.assign(row.dataset.href);
      return;
    }
    this.set(row.dataset.value, row.dataset.text);
    this.close();
  }

  set(value, text) {
    this.shown = this.input.value = text;
    if (this.hidden.value === value) return;
    this.hidden.value = value;
    this.hidden.dispatchEvent(new Event("change", { bubbles: true }));
  }

  leave() {
    this.close();
    if (!this.input.value.trim()) this.set("", "");
    else if (this.hidden.value) this.input.value = this.shown;
  }
}

/** Wire the comboboxes of a part of the page. */
export function upgradeComboboxes(part) {
  for (const box of part.querySelectorAll?.("[data-combobox]:not([data-ready])") ?? []) {
    box.dataset.ready = "yes";
    new Combobox(box);
  }
}
