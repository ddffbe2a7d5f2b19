/** Follows the address: which place is open, and moving the reader's focus when it changes. */
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { RefObject } from 'react'
import { placeOf } from '../paths.ts'
import type { Place } from '../paths.ts'

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed)
  return () => {
    window.removeEventListener('hashchange', changed)
  }
}

/** The place the address names now; renders again when the address changes. */
export function usePlace(): Place {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash)
  return placeOf(hash)
}

/**
 * Names the document after the page and, when the page isn't the first one, puts the focus on its heading, so that
 * a screen reader starts reading where sighted readers look. Give the result to the page's `h1` with `tabIndex={-1}`.
 */
export function usePageHeading(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const first = document.title === 'Staffroom'
    document.title = `${title} · Staffroom`
    if (!first) heading.current?.focus({ preventScroll: true })
  }, [title])
  return heading
}
