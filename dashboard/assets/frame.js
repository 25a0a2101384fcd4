// The map's frame: made once, and loaded anew only where its address changes. What is to be shown lies on the
// frame, where a map that is being made finds it; one that stands already is told.

export default function ({ data, parentElement, root }) {
  let frame = parentElement.querySelector("iframe");
  if (!frame) {
    frame = document.createElement("iframe");
    frame.style.width = "100%";
    frame.style.border = "none";
  }
  frame.title = data.title;
  frame.height = data.height;
  frame.message = data.message;
  const src = `${root}/${data.src}`;
  if (frame.src !== src) frame.src = src;
  else frame.contentWindow?.sightline?.update(data.message);
  if (!frame.isConnected) parentElement.append(frame);
}
