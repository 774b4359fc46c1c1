// Toasts leave after 8 seconds, wait while they are read or focused, and stay if they offer something to do.
{
  const STAY = 8000;
  const toasts = document.getElementById("toasts");

  const watch = (toast) => {
    if (toast.querySelector("a, button")) return;
    let timer;
    const wait = () => clearTimeout(timer);
    const leave = () => {
      wait();
      timer = setTimeout(() => toast.remove(), STAY);
    };
    for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, wait);
    for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, leave);
    leave();
  };

  const fail = () => {
    toasts.querySelector(".toast[data-failure]")?.remove();
    const toast = document.getElementById("toast-failure").content.cloneNode(true).firstElementChild;
    toast.dataset.failure = "";
    toasts.append(toast);
  };

  for (const toast of toasts.children) watch(toast);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes) if (node.matches?.(".toast")) watch(node);
  }).observe(toasts, { childList: true });

  toasts.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) event.target.closest(".toast").remove();
  });

  // A refusal (4xx) comes with its own words; a failure of the server or of the network has none.
  document.addEventListener("htmx:response:error", (event) => {
    if (event.detail.ctx.response.status >= 500) fail();
  });
  document.addEventListener("htmx:error", (event) => {
    if (event.detail.ctx?.request) fail();
  });
}
