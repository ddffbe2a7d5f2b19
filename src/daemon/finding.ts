/** What an examination finds of one thing, and what mends it. */

export interface Finding {
  readonly what: string
  readonly state: 'ok' | 'warning' | 'wrong'
  readonly says: string
  /** What mends it; null where nothing is to do. */
  readonly remedy: string | null
}
