/** A dumb model of one source's people: what syncs, edits by hand and undos make of them, written down without any database. */

export interface Row {
  readonly givenName: string
  readonly email: string | null
}

/** By sourcedId. */
export type Feed = Readonly<Record<string, Row>>

interface Person {
  active: boolean
  row: Row
  /** What the feed said last, as text; null: the next feed is compared in full. */
  said: string | null
}

type Change =
  | { readonly op: 'add'; readonly after: Row }
  | { readonly op: 'change'; readonly before: Row; readonly said: string | null; readonly after: Row }
  | { readonly op: 'retire'; readonly before: Row; readonly said: string | null }

export interface ModelRun {
  readonly undoOf: ModelRun | null
  /** Null: the first run keeps none. */
  readonly changes: ReadonlyMap<string, Change> | null
  undone: boolean
}

const FIELDS = ['givenName', 'email'] as const

export class ModelSource {
  readonly people = new Map<string, Person>()
  readonly runs: ModelRun[] = []

  sync(feed: Feed): ModelRun {
    const changes = new Map<string, Change>()
    for (const [key, row] of Object.entries(feed)) {
      const person = this.people.get(key)
      const said = JSON.stringify(row)
      if (person?.active !== true) changes.set(key, { op: 'add', after: row })
      else if (person.said !== said)
        changes.set(key, { op: 'change', before: person.row, said: person.said, after: row })
      else continue
      this.people.set(key, { active: true, row, said })
    }
    for (const [key, person] of this.people)
      if (person.active && !(key in feed)) {
        changes.set(key, { op: 'retire', before: person.row, said: person.said })
        person.active = false
      }
    return this.note({ undoOf: null, changes: this.runs.length === 0 ? null : changes, undone: false })
  }

  edit(key: string, field: keyof Row, value: string): void {
    const person = this.people.get(key)
    if (person !== undefined) person.row = { ...person.row, [field]: value }
  }

  undo(run: ModelRun): ModelRun {
    const later = this.runs.slice(this.runs.indexOf(run) + 1).filter((one) => one.undoOf === null && !one.undone)
    const decided = (key: string, ops: readonly string[]): boolean =>
      later.some(({ changes }) => ops.includes(changes?.get(key)?.op ?? ''))
    const inverse = new Map<string, Change>()
    if (run.changes === null) {
      for (const [key, person] of this.people)
        if (person.active && !decided(key, ['add'])) this.retire(key, person, inverse)
    } else
      for (const [key, change] of run.changes) {
        const person = this.people.get(key)
        if (person === undefined) continue
        if (change.op === 'change') this.putBack(key, person, { change, inverse })
        else if (decided(key, ['add', 'retire'])) continue
        else if (change.op === 'add' && person.active) this.retire(key, person, inverse)
        else if (change.op === 'retire' && !person.active) {
          inverse.set(key, { op: 'add', after: change.before })
          this.people.set(key, { active: true, row: change.before, said: change.said })
        }
      }
    this.mark(run)
    return this.note({ undoOf: run, changes: inverse, undone: false })
  }

  /** What can be taken back now. */
  undoable(): readonly ModelRun[] {
    return this.runs.filter(({ undone }) => !undone)
  }

  /** One line a person, the retired by name only. */
  lines(): readonly string[] {
    return [...this.people]
      .map(([key, { active, row }]) => (active ? `${key} ${row.givenName} ${row.email ?? ''}` : `${key} retired`))
      .toSorted()
  }

  private retire(key: string, person: Person, inverse: Map<string, Change>): void {
    inverse.set(key, { op: 'retire', before: person.row, said: person.said })
    person.active = false
  }

  private putBack(
    key: string,
    person: Person,
    { change, inverse }: { readonly change: Change & { op: 'change' }; readonly inverse: Map<string, Change> },
  ): void {
    if (!person.active) return
    const back = FIELDS.filter(
      (field) => change.before[field] !== change.after[field] && person.row[field] === change.after[field],
    )
    if (back.length === 0) return
    const row = { ...person.row }
    for (const field of back) Object.assign(row, { [field]: change.before[field] })
    const whole = FIELDS.every((field) => row[field] === change.before[field])
    inverse.set(key, { op: 'change', before: person.row, said: person.said, after: row })
    person.row = row
    person.said = whole ? change.said : null
  }

  /** Every other run down the chain is in effect again. */
  private mark(run: ModelRun): void {
    let undone = true
    for (let one: ModelRun | null = run; one !== null; one = one.undoOf) {
      one.undone = undone
      undone = !undone
    }
  }

  private note(run: ModelRun): ModelRun {
    this.runs.push(run)
    return run
  }
}
