// What a full page load does by itself and an answer put into the page does not.
{
  const busy = ({ detail: { ctx } }, on) => {
    if (ctx.target instanceof Element) ctx.target.ariaBusy = on ? "true" : null;
  };
  document.addEventListener("htmx:before:request", (event) => busy(event, true));
  document.addEventListener("htmx:finally:request", (event) => busy(event, false));

  // A new content starts at its title, unless it asks for the focus elsewhere (the summary of errors).
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    const content = document.getElementById("content");
    if (ctx.target !== content || content.querySelector("[autofocus]")) return;
    const title = content.querySelector("h1") ?? content;
    title.tabIndex = -1;
    title.focus();
  });
}
