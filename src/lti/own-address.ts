/** Whether an address leads to this installation and nowhere else. */

// A backslash is a slash to browsers, and control characters vanish while an address is read.
const AMBIGUOUS = /[\\\s\p{Cc}]/u

/**
 * True for an absolute address on our own origin, without user part, written without anything that a browser
 * and a server could read differently.
 */
export function isOwnAddress(address: string, publicUrl: string): boolean {
  if (AMBIGUOUS.test(address)) return false
  const url = URL.parse(address)
  const own = URL.parse(publicUrl)
  if (url === null || own === null || url.username !== '' || url.password !== '') return false
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return false
  // A path that begins with two slashes would be another host wherever only the path is used.
  if (url.pathname.startsWith('//')) return false
  // What is written must say the same as what was parsed: no `https:host`, no default port, no other case.
  return url.origin === own.origin && (address === own.origin || address.startsWith(`${own.origin}/`))
}
