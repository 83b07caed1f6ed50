/** The content of files, as it is sent. */

/** A file that was put in. */
export async function upload({ file }) {
  return { name: file.name, content_base64: await base64(file) };
}

/** The content of a file; the browser's own reader is quick for large ones too. */
export function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}
