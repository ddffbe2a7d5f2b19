/** What the commands of communities by rule ask of an open installation. */

export interface RuleOrder {
  readonly districtId: string
  readonly sameCourse: boolean
  readonly sameGrade: boolean
  readonly sameSchool: boolean
  /** By their sourcedIds; null: every school. */
  readonly schools: readonly string[] | null
  readonly grades: readonly string[] | null
  readonly courses: readonly string[] | null
}
export interface RuleLine extends Omit<RuleOrder, 'districtId' | 'schools'> {
  readonly id: string
  readonly schoolIds: readonly string[] | null
  readonly ledBy: string
  readonly madeAt: Date
  readonly endedAt: Date | null
  readonly communities: number
  readonly classes: number
}
export interface GroupLine {
  readonly name: string
  readonly communityId: string | null
  readonly state: string
  readonly classes: readonly {
    readonly id: string
    readonly title: string
    readonly leads: readonly string[]
    readonly state: string
  }[]
}
export interface RuleDesk {
  readonly list: (districtId: string) => Promise<readonly RuleLine[]>
  readonly show: (districtId: string, ruleId: string) => Promise<readonly GroupLine[]>
  readonly preview: (order: RuleOrder) => Promise<readonly GroupLine[]>
  readonly make: (order: RuleOrder & { readonly ledBy: string }) => Promise<{
    readonly ruleId: string
    readonly communities: number
    readonly classes: number
  }>
  readonly end: (districtId: string, ruleId: string) => Promise<void>
}
