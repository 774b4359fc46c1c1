// Sorting the inbox from the keyboard. Keys are heard while the focus is on a report of the list, nowhere else.
document.addEventListener("keydown", (event) => {
  const row = event.target.closest(".report-item--tick");
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
  const list = row.closest("form");
  const ticks = [...list.querySelectorAll(".tick")];
  const tick = row.querySelector(".tick");
  const step = (by) => ticks[ticks.indexOf(tick) + by]?.focus();
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    x: () => tick.click(),
    a: () => ticks.forEach((one) => (one.checked = true)),
    o: () => row.querySelector("a").click(),
    e: () => list.querySelector("[name=review]").click(),
    h: () => list.querySelector("[name=topic_id]").focus(),
    m: () => list.querySelector("[name=into]").focus(),
  };
  if (!Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
});
