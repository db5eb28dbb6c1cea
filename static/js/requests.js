// Requests by htmx: the token on each POST, and words for the user when one fails.
import { announce, csrfToken } from "./page.js";
import { toast } from "./toasts.js";

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = csrfToken();
});

function words(name) {
  return document.getElementById("toasts")?.dataset[name] ?? "";
}

document.addEventListener("htmx:sendError", () => toast({ text: words("offline"), tone: "bad" }));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  // A signed-out session answers with the sign-in page or 401: load the page again, so that it can say so.
  if (status === 401) location.reload();
  else toast({ text: words("failed"), tone: "bad" });
});
// A swapped-in part may carry the sentence that says what changed.
document.addEventListener("htmx:afterSettle", (event) => {
  const said = event.detail.elt?.querySelector?.("[data-announce]") ?? (event.detail.elt?.matches?.("[data-announce]") ? event.detail.elt : null);
  if (said) announce(said.dataset.announce || said.textContent.trim());
});
