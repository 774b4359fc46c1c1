// The badge of notifications follows what happens while its page is looked at; a hidden page listens to nothing.
{
  let stream;

  const show = ({ data, lastEventId }) => {
    for (const badge of document.querySelectorAll("[data-unread]")) {
      badge.firstElementChild.textContent = data;
      badge.dataset.unread = lastEventId;
      badge.hidden = lastEventId === "0";
    }
  };

  const listen = () => {
    stream?.close();
    const badge = document.querySelector("[data-unread]");
    if (document.hidden || !badge) return;
    stream = new EventSource(`/me/notifications/live?seen=${badge.dataset.unread}`);
    stream.addEventListener("message", show);
    stream.addEventListener("over", () => stream.close());
  };

  document.addEventListener("visibilitychange", listen);
  listen();
}
