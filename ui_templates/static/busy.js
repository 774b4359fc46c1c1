// Says to assistive technology which part of the page is waiting for the server.
const busy = (event, on) => {
  const target = event.detail.ctx.target;
  if (!(target instanceof Element)) return;
  if (on) target.setAttribute("aria-busy", "true");
  else target.removeAttribute("aria-busy");
};
document.addEventListener("htmx:before:request", (event) => busy(event, true));
document.addEventListener("htmx:finally:request", (event) => busy(event, false));
