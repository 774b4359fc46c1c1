// A phone's photo is made as small as it will be kept, so that a report leaves in seconds; without this, it is sent whole.
document.addEventListener("change", async ({ target }) => {
  const chosen = target.type === "file" && target.files[0];
  if (!chosen || chosen.type !== "image/jpeg" || chosen.size < 500_000) return;
  // What this browser cannot read is sent as it is: the server says what is wrong with it.
  const photo = await createImageBitmap(chosen).catch(() => null);
  if (!photo || !self.OffscreenCanvas) return;
  const scale = Math.min(1, 1600 / Math.max(photo.width, photo.height));
  const canvas = new OffscreenCanvas(Math.round(photo.width * scale), Math.round(photo.height * scale));
  canvas.getContext("2d").drawImage(photo, 0, 0, canvas.width, canvas.height);
  const light = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.75 });
  if (light.size > chosen.size || target.files[0] !== chosen) return;
  const files = new DataTransfer();
  files.items.add(new File([light], chosen.name, { type: light.type }));
  target.files = files.files;
});
