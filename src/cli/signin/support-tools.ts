/** What the commands can ask about support access. */

export interface SupportLine {
  readonly id: string
  readonly reason: string
  readonly who: string
  readonly openedAt: string
  readonly expiresAt: string
  readonly begunAt: string | null
  /** Null: it is open. */
  readonly endedAt: string | null
  readonly requests: number
}

export interface SupportTools {
  readonly minutesDefault: number
  readonly minutesMax: number
  readonly open: (wanted: {
    readonly districtId: string
    readonly reason: string
    readonly who: string
    readonly minutes: number
  }) => Promise<{ readonly id: string; readonly url: string; readonly expiresAt: Date }>
  readonly list: (districtId: string) => Promise<readonly SupportLine[]>
  readonly end: (access: { readonly districtId: string; readonly id: string }) => Promise<void>
}
