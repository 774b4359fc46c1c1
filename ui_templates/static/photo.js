// A phone's photo weighs some megabytes and is kept at 1600 pixels: it is made that small before it is sent, so that
// a report leaves in seconds. What cannot be made smaller here is sent as it was chosen.
document.addEventListener("change", async ({ target }) => {
  const chosen = target.type === "file" && target.files[0];
  if (!chosen || chosen.size < 500_000) return;
  try {
    const photo = await createImageBitmap(chosen);
    const scale = Math.min(1, 1600 / Math.max(photo.width, photo.height));
    const canvas = new OffscreenCanvas(Math.round(photo.width * scale), Math.round(photo.height * scale));
    const pen = canvas.getContext("2d");
    pen.fillStyle = "white";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(photo, 0, 0, canvas.width, canvas.height);
    const light = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.75 });
    if (light.size > chosen.size || target.files[0] !== chosen) return;
    const files = new DataTransfer();
    files.items.add(new File([light], chosen.name, { type: light.type }));
    target.files = files.files;
  } catch {
    // Not a picture that this browser reads: the server says what is wrong with it.
  }
});
