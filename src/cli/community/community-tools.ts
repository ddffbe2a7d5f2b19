/** What the commands of communities and classes ask of an open installation. */

export interface CommunityLine {
  readonly id: string
  readonly name: string
  readonly archived: boolean
  readonly leads: readonly string[]
  readonly members: number
  readonly classes: readonly { readonly id: string; readonly title: string }[]
}
export interface ClassLine {
  readonly id: string
  readonly title: string
  /** Null: it was made by hand. */
  readonly sourceId: string | null
  readonly sourcedId: string
  readonly school: string | null
  readonly leads: readonly string[]
  readonly students: number
  readonly putIn: number
  readonly communities: readonly string[]
}
export interface CommunityTools {
  readonly list: (districtId: string, id: string | null) => Promise<readonly CommunityLine[]>
  readonly classes: (
    districtId: string,
    of: { readonly school: string | null; readonly id: string | null; readonly limit: number },
  ) => Promise<readonly ClassLine[]>
}
