/** Milliseconds: by then the browser has begun to write it. */
const KEEP = 60_000;

/** Hands a file to the browser's downloads. A link cannot carry the token, so that the page fetches it first. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP);
}
