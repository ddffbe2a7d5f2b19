/** Which person's record a path is about, for the audit log. */

/** Parameters that name a person, or what is kept about one. */
const RECORDS: Readonly<Record<string, string>> = {
  personId: 'person',
  educatorId: 'person',
  studentId: 'person',
  interactionId: 'interaction',
  cycleId: 'coaching_cycle',
}

/** `person:17`; null: none, or what stands there is no number of ours. */
export function recordOf(params: Readonly<Record<string, unknown>>): string | null {
  if (params['kind'] === 'people') return named('person', params['recordId'])
  const [found] = Object.entries(RECORDS).flatMap(([name, kind]) => named(kind, params[name]) ?? [])
  return found ?? null
}

function named(kind: string, id: unknown): string | null {
  return typeof id === 'string' && /^[1-9][0-9]{0,17}$/.test(id) ? `${kind}:${id}` : null
}
