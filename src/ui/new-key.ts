/** Names for what is begun in the browser, before the server knows it. */

/** Nobody guesses it; made where a page without TLS can make it, too. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
