// Wishes change places by dragging as well; the buttons beside them do the same for every hand.
{
  let dragged = null;
  const wishAt = ({ target }) => target.closest?.("#my-wishes [data-offer]");

  document.addEventListener("dragstart", (event) => {
    dragged = wishAt(event);
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  document.addEventListener("dragover", (event) => {
    if (dragged && wishAt(event)) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const over = wishAt(event);
    if (!dragged || !over) return;
    event.preventDefault();
    const form = document.getElementById("drag-wish");
    form.elements.offer_id.value = dragged.dataset.offer;
    form.elements.rank.value = over.dataset.rank;
    if (over !== dragged) form.requestSubmit();
  });
  document.addEventListener("dragend", () => (dragged = null));
}
