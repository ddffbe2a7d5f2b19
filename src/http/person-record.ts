/** Which people's records a request is about, for the audit log: by its path, its query and its body. */

/** Names of what is a person, or kept about one; with an s at their end: several. */
const RECORDS: Readonly<Record<string, string>> = {
  personId: 'person',
  educatorId: 'person',
  studentId: 'person',
  coachId: 'person',
  teacherId: 'person',
  // Of a hand-over: two coaches.
  fromId: 'person',
  toId: 'person',
  // Of a merge: two educators.
  stays: 'person',
  goes: 'person',
  interactionId: 'interaction',
  cycleId: 'coaching_cycle',
}

const DEPTH_MAX = 5

interface Asked {
  readonly params: unknown
  readonly query?: unknown
  /** As it came, whether or not it is as it should be. */
  readonly body?: unknown
}

/** `person:17`, each once, those of the path first; what stands there and is no number of ours is left out. */
export function recordsOf({ params, query, body }: Asked): readonly string[] {
  return [...new Set([params, query, body].flatMap((part) => within(part, 0)))]
}

/** The first of them; null: none. */
export function recordOf(params: unknown): string | null {
  return recordsOf({ params })[0] ?? null
}

function within(part: unknown, depth: number): readonly string[] {
  if (typeof part !== 'object' || part === null || depth > DEPTH_MAX) return []
  if (Array.isArray(part)) return part.flatMap((each) => within(each, depth + 1))
  const given = part as Readonly<Record<string, unknown>>
  const record = given['kind'] === 'people' ? named('person', given['recordId']) : []
  return [...record, ...Object.entries(given).flatMap(([name, value]) => ofField(name, value, depth))]
}

function ofField(name: string, value: unknown, depth: number): readonly string[] {
  const kind = kindOf(name)
  if (kind === null) return within(value, depth + 1)
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.flatMap((each) => (typeof each === 'string' ? named(kind, each) : within(each, depth + 1)))
}

/** What a name says that stands there; null: no record of anybody. */
function kindOf(name: string): string | null {
  return RECORDS[name] ?? (name.endsWith('Ids') ? (RECORDS[name.slice(0, -1)] ?? null) : null)
}

function named(kind: string, id: unknown): readonly string[] {
  return typeof id === 'string' && /^[1-9][0-9]{0,17}$/.test(id) ? [`${kind}:${id}`] : []
}
