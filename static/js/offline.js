// Registers the worker that shows a page of ours when the portal cannot be reached (templates/portal/worker.js).
if ("serviceWorker" in navigator && window.isSecureContext) {
  window.addEventListener("load", () => {
    navigator.serviceWorker.register("/worker.js").catch(() => {});
  });
}
