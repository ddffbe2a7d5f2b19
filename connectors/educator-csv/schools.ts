/** Which school a row means: one that the district has, by its ID or name; where it has none yet, one that the list brings. */

import { createHash } from 'node:crypto'
import { isIdentifier } from '../../src/feed/identifiers.ts'
import type { DistrictOutline, OutlineOrg } from '../../src/roster/district-outline.ts'
import type { FeedRow, RowLocation } from '../../src/roster/model.ts'
import { foldTitle } from './columns.ts'

/** A school, or why there is none. */
export type SchoolFinding = { readonly sourcedId: string } | { readonly expected: string }

const UNKNOWN_NAME = 'the name of a school as the district has it, or its School ID'
const UNKNOWN_ID = 'the number or sourcedId of a school of the district'
const AMBIGUOUS = 'a School ID: several schools of the district have this name or number'

/** The schools that rows can name. */
export class Schools {
  readonly #byId = new Map<string, Set<string>>()
  readonly #byName = new Map<string, Set<string>>()
  readonly #district: string | null
  /** The district has no schools but those of lists: what a list names is one. */
  readonly #mayBring: boolean
  /** Of the list itself, as far as it names them. */
  readonly #named = new Map<string, FeedRow>()
  readonly #names = new Map<string, string>()

  constructor(outline: Pick<DistrictOutline, 'orgs'>) {
    // A sourcedId that two sources have can't be named: nobody could say which school is meant.
    const counts = new Map<string, number>()
    for (const { sourcedId } of outline.orgs) counts.set(sourcedId, (counts.get(sourcedId) ?? 0) + 1)
    const others = outline.orgs.filter(({ own }) => !own)
    const schools = others.filter(({ type }) => type === 'school')
    this.#mayBring = schools.length === 0
    for (const school of this.#mayBring ? outline.orgs.filter(({ own }) => own) : schools)
      if (counts.get(school.sourcedId) === 1) this.#know(school)
    const districts = others.filter(({ type, sourcedId }) => type === 'district' && counts.get(sourcedId) === 1)
    this.#district = districts.length === 1 ? (districts[0]?.sourcedId ?? null) : null
  }

  /** The org of the district itself, for people without a school; null: there is none, or more than one. */
  get district(): string | null {
    return this.#district
  }

  /** Schools of the list itself, in the order in which they were named; null: the district has schools from elsewhere. */
  named(): readonly FeedRow[] | null {
    return this.#mayBring ? [...this.#named.values()] : null
  }

  /** By ID. `name`: what it is called, where the list has to bring it. */
  byId(id: string, name: string | null, at: RowLocation): SchoolFinding {
    const found = this.#byId.get(id.toLowerCase())
    if (found !== undefined) return this.#only(found, { name, at })
    if (!this.#mayBring || !isIdentifier(id)) return { expected: UNKNOWN_ID }
    return this.#bring(id, { name: name ?? id, at })
  }

  byName(name: string, at: RowLocation): SchoolFinding {
    const found = this.#byName.get(foldTitle(name))
    if (found !== undefined) return this.#only(found, { name: null, at })
    if (!this.#mayBring || foldTitle(name) === '') return { expected: UNKNOWN_NAME }
    return this.#bring(`school-${digestOf(foldTitle(name))}`, { name, at })
  }

  #bring(sourcedId: string, { name, at }: { readonly name: string; readonly at: RowLocation }): SchoolFinding {
    this.#know({ sourcedId, name, identifier: null })
    this.#name(sourcedId, { name, at })
    return { sourcedId }
  }

  #only(
    found: ReadonlySet<string>,
    { name, at }: { readonly name: string | null; readonly at: RowLocation },
  ): SchoolFinding {
    const [sourcedId, ...rest] = found
    if (sourcedId === undefined || rest.length > 0) return { expected: AMBIGUOUS }
    if (this.#mayBring) this.#name(sourcedId, { name: name ?? this.#names.get(sourcedId) ?? sourcedId, at })
    return { sourcedId }
  }

  /** What a row calls it first is its name. */
  #name(sourcedId: string, { name, at }: { readonly name: string; readonly at: RowLocation }): void {
    if (this.#named.has(sourcedId)) return
    const school = { sourcedId, name, identifier: null, type: 'school' } as const
    this.#named.set(sourcedId, { record: { table: 'orgs', status: 'active', parentSourcedId: null, ...school }, at })
  }

  #know({ sourcedId, name, identifier }: Pick<OutlineOrg, 'sourcedId' | 'name' | 'identifier'>): void {
    this.#names.set(sourcedId, name)
    note(this.#byId, sourcedId.toLowerCase(), sourcedId)
    if (identifier !== null && identifier.trim() !== '') note(this.#byId, identifier.trim().toLowerCase(), sourcedId)
    note(this.#byName, foldTitle(name), sourcedId)
  }
}

/** A name for what has none of its own, which doesn't show what it stands for. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24)
}

function note(index: Map<string, Set<string>>, key: string, sourcedId: string): void {
  const known = index.get(key)
  if (known === undefined) index.set(key, new Set([sourcedId]))
  else known.add(sourcedId)
}
