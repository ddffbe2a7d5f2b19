/** What the commands can ask of start cards: never a code. */

export interface StartCardLine {
  readonly id: string
  readonly studentId: string
  readonly number: string
  readonly classTitle: string | null
  readonly schoolName: string
  readonly printedAt: string
  readonly expiresAt: string
  readonly usedAt: string | null
}

export interface StartCardTools {
  /** Those in force. `as`: whose eyes; null: an administrator's. */
  readonly list: (o: {
    readonly districtId: string
    readonly as: string | null
    readonly className: string | null
  }) => Promise<{ readonly isOn: boolean; readonly cards: readonly StartCardLine[] }>
  /** Those of them that are in force. */
  readonly revoke: (o: {
    readonly districtId: string
    readonly as: string | null
    readonly cardIds: readonly string[]
  }) => Promise<{ readonly revoked: number }>
}
