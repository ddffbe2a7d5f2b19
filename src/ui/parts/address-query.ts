/** What a page was asked for, kept in its address behind `?`, so that a link, a bookmark and "back" show the same. */
import { useEffect, useState } from 'react'

export type AddressQuery = Readonly<Record<string, string>>

/** The names and values behind `?` of a location hash; a name that comes twice counts once. */
export function queryIn(hash: string): AddressQuery {
  const [, query = ''] = /\?(.*)$/.exec(hash) ?? []
  return Object.fromEntries(new URLSearchParams(query))
}

/** The same hash with other values; an empty one is left out. */
export function withQuery(hash: string, query: AddressQuery): string {
  const filled = Object.entries(query).filter(([, value]) => value !== '')
  const [path = ''] = hash.split('?')
  // Without a path it would become a query of the server's address.
  return filled.length === 0 ? path : `${path === '' ? '#/' : path}?${new URLSearchParams(filled).toString()}`
}

/** The values now, and how to change some of them: in the place of the address, so that "back" leaves the page. */
export function useAddressQuery(): readonly [AddressQuery, (change: AddressQuery) => void] {
  const [query, setQuery] = useState(() => queryIn(window.location.hash))
  useEffect(() => {
    const read = (): void => setQuery(queryIn(window.location.hash))
    window.addEventListener('hashchange', read)
    return () => window.removeEventListener('hashchange', read)
  }, [])
  const change = (some: AddressQuery): void => {
    const next = withQuery(window.location.hash, { ...queryIn(window.location.hash), ...some })
    window.history.replaceState(window.history.state, '', next === '' ? '#/' : next)
    setQuery(queryIn(next))
  }
  return [query, change]
}
