/** Web addresses that people enter and others follow. Pure. */

const LENGTH_MAX = 1000

/** One whole address with https, without a user name or password in it. */
export function isWebAddress(text: string): boolean {
  if (text.length > LENGTH_MAX || /[\s<>"]/.test(text) || !URL.canParse(text)) return false
  const { protocol, username, password, hostname } = new URL(text)
  return protocol === 'https:' && username === '' && password === '' && hostname !== ''
}
