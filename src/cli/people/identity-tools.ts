/** What the commands can ask of identities: the policy, the matches of a run, the pairs that wait for a decision. */

export interface IdentityView {
  readonly match: 'off' | 'identifier' | 'email'
  readonly shared: number
  readonly proposals: number
}
export interface IdentityTools {
  readonly show: (districtId: string) => Promise<IdentityView>
  readonly set: (districtId: string, policy: Pick<IdentityView, 'match'>) => Promise<void>
  /** Pairs of people who may be one, the oldest first. */
  readonly proposals: (districtId: string) => Promise<readonly ProposalLine[]>
  readonly keepApart: (wanted: { readonly districtId: string; readonly id: string }) => Promise<void>
  /** Makes two people one; each is named by a sourcedId or our own id. */
  readonly link: (wanted: {
    readonly districtId: string
    readonly stays: string
    readonly goes: string
  }) => Promise<{ readonly personId: string; readonly otherId: string }>
  /** Two people who were made one, the newest first. */
  readonly merges: (districtId: string) => Promise<readonly MergeLine[]>
  /** Takes a merge back. */
  readonly part: (wanted: { readonly districtId: string; readonly mergeId: string }) => Promise<void>
}
export interface MergeLine {
  readonly id: string
  readonly state: string
  readonly staysId: string
  readonly goesId: string
  readonly mergedAt: Date | null
}
export interface ProposalLine {
  readonly id: string
  readonly because: string
  readonly runId: string | null
  readonly proposedAt: Date
  readonly personId: string
  readonly otherId: string
  readonly knownBy: readonly string[]
  readonly otherKnownBy: readonly string[]
}
export interface MatchLine {
  readonly oldSourcedId: string
  readonly newSourcedId: string
  readonly personId: string
  readonly because: string
  /** The two are one person already: by the district's policy, or because the record was theirs before. */
  readonly joined: boolean
}
