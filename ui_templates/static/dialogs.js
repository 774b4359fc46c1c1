// Opens a <dialog> that an answer puts into #dialog, and gives the focus back when it goes.
{
  const slot = document.getElementById("dialog");
  let opener = null;

  const giveFocusBack = () => {
    // The opener may have been swapped meanwhile: its id finds the new one.
    const again = opener?.isConnected ? opener : document.getElementById(opener?.id || "content");
    opener = null;
    again?.focus();
  };

  new MutationObserver(() => {
    const dialog = slot.querySelector("dialog");
    if (!dialog) return void (opener && giveFocusBack());
    if (dialog.open) return;
    opener ??= document.activeElement;
    dialog.addEventListener("close", () => slot.replaceChildren());
    dialog.showModal();
  }).observe(slot, { childList: true });

  slot.addEventListener("click", (event) => {
    if (!event.target.closest("dialog [data-close]")) return;
    event.preventDefault();
    event.target.closest("dialog").close();
  });
}
