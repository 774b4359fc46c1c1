// Keeps what was typed when a session ends in the middle of a form, and puts it back after sign-in.
// Only forms with data-keep take part, only text is kept, and only the same person gets it back.
{
  const KEY = "diapason.kept";
  const reader = document.body.dataset.reader;
  const texts = (form) => form.querySelectorAll("textarea[name], input[type=text][name], input:not([type])[name]");

  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    const form = ctx.sourceElement.closest("form[data-keep]");
    const expired = ctx.response.headers.get("HX-Redirect")?.startsWith("/sign-in");
    if (!form || !expired) return;
    const values = [...texts(form)].filter((input) => input.value).map((input) => [input.name, input.value]);
    sessionStorage.setItem(KEY, JSON.stringify({ reader, action: form.getAttribute("action"), values }));
  });

  const kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
  const form = kept && document.querySelector(`form[data-keep][action="${CSS.escape(kept.action)}"]`);
  // Someone else on a shared phone finds nothing.
  if (kept && reader && (form || kept.reader !== reader)) sessionStorage.removeItem(KEY);
  if (form && kept.reader === reader)
    for (const [name, value] of kept.values)
      for (const input of texts(form)) if (input.name === name && !input.value) input.value = value;
}
