// What pdf.js, the reader in browsers, reads of each file: one line of JSON a file.
import { readFileSync } from "node:fs";

// It draws nothing here, but asks for these when it starts.
globalThis.DOMMatrix ??= class {};
globalThis.Path2D ??= class {};
const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");

for (const file of process.argv.slice(2)) {
  const task = getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 });
  const pdf = await task.promise;
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    pages.push(items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join(""));
  }
  await task.destroy();
  console.log(JSON.stringify(pages.join("\n")));
}
