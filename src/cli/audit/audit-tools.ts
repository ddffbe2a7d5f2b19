/** What the commands can ask of the audit log. */

export interface AuditFaultLine {
  readonly fault: string
  /** Of the seal; null: in none. */
  readonly seal: string | null
  /** Of the entry; null: the seal itself. */
  readonly entry: string | null
}

export interface AuditVerdict {
  readonly districtId: string
  readonly head: { readonly number: string; readonly hash: string; readonly sealedAt: Date } | null
  readonly sealed: number
  readonly waiting: number
  readonly faults: readonly AuditFaultLine[]
  readonly isKept: boolean | null
}

export interface AuditTools {
  readonly verify: (wanted: {
    readonly districtId: string
    readonly kept: { readonly number: string; readonly hash: string } | null
  }) => Promise<AuditVerdict>
}
