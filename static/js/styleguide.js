// The styleguide's own buttons: toasts as a page would show them.
import { on } from "./page.js";
import { toast } from "./toasts.js";

on("click", "[data-sg-toast]", (_event, button) => {
  const kind = button.dataset.sgToast;
  if (kind === "undo") toast({ text: "The row “Travel” was removed", onUndo: () => toast({ text: "The row is back" }) });
  else toast({ text: kind === "bad" ? "Could not be saved. Try again." : "The customer is saved", tone: kind });
});
