/** What the commands can ask of what is kept of one person. */

interface Named {
  readonly districtId: string
  /** A sourcedId, an e-mail address or `id:17`. */
  readonly person: string
}

export interface RecordFile {
  readonly person: { readonly id: string; readonly givenName: string; readonly familyName: string }
  readonly sections: readonly {
    readonly section: string
    readonly says: string
    readonly entries: readonly object[]
  }[]
  readonly notInThisFile: readonly string[]
}

export interface ErasureLook {
  /** What has to be typed. */
  readonly word: string
  readonly isFed: boolean
  readonly isHeld: boolean
  readonly rest: readonly { readonly section: string; readonly entries: number }[]
  readonly written: number
  readonly alone: number
  readonly tagged: number
  readonly cycles: number
  readonly letters: number
  readonly drafts: number
  readonly files: number
  readonly versions: number
  readonly caseloads: number
  readonly caseloadPlaces: number
  readonly handovers: number
  readonly filters: number
  readonly communities: number
  readonly leadsAlone: number
}

export interface KeptTools {
  readonly record: (named: Named) => Promise<RecordFile>
  readonly holds: (districtId: string) => Promise<{
    readonly total: number
    readonly items: readonly {
      readonly personId: string
      readonly givenName: string
      readonly familyName: string
      readonly reason: string
      readonly setAt: string
    }[]
  }>
  readonly hold: (named: Named, reason: string) => Promise<void>
  readonly lift: (named: Named) => Promise<void>
  readonly erasure: (named: Named) => Promise<ErasureLook>
  readonly erase: (named: Named, word: string) => Promise<void>
}
