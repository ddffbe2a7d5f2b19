/** Addresses that may be none. */

/** The address, by way of a base where it is relative; null where it is no address. */
export function parseUrl(text: string, base?: URL): URL | null {
  return URL.canParse(text, base?.href) ? new URL(text, base) : null
}
