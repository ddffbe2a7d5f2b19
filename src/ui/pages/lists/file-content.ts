/** A chosen file as the text that a request can carry. */

const CHUNK = 32_768

/** Its bytes in base64; rejects where the browser can't read it. */
export async function contentOf(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  // In pieces: a call takes no more arguments than that.
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return btoa(binary)
}
