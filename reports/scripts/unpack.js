// Puts the packed scripts and data of the page in their place, in their order: Python's reports/packing.py holds the other half.
(async () => {
  "use strict";
  if (!window.DecompressionStream) return;
  const bytes = Uint8Array.from(atob(document.getElementById("packed").textContent), (each) => each.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  for (const [attributes, text] of await new Response(inflated).json()) {
    const script = Object.assign(document.createElement("script"), attributes);
    script.textContent = text;
    document.body.append(script);
  }
  performance.mark("unpacked");
  document.documentElement.dataset.unpacked = "";
})();
