/** The kind of licence that a command names, as the installation knows it. */

import { UsageError } from '../outcome.ts'
import { nearestWords } from '../print.ts'
import type { Installation } from '../toolbox.ts'

/**
 * Of a product, `product-seats:reading`, the catalogue decides. `derived`: one that is never bought itself will do, too.
 * @throws UsageError
 */
export function checkedKind(installation: Installation, kind: string, o: { readonly derived?: true } = {}): string {
  const { kinds, derived } = installation.licences
  const known = o.derived === true ? [...kinds, ...derived] : kinds
  if (known.includes(kind.split(':')[0] ?? '')) return kind
  const near = nearestWords(kind, known)
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Kinds: ${known.join(', ')}.`
  throw new UsageError(`There is no licence kind "${kind}". ${hint}`)
}
