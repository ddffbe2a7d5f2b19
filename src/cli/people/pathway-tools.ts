/** What the commands can ask of pathways. */

export interface PathwayStepLine {
  readonly id: string
  readonly title: string
  readonly productId: string | null
  readonly address: string | null
}

export interface PathwayLine {
  readonly id: string
  readonly name: string
  readonly grade: string
  readonly steps: readonly PathwayStepLine[]
  readonly isUsed: boolean
}

interface PathwayStudentLine {
  readonly id: string
  readonly grades: readonly string[]
  readonly enrolledAt: string | null
  readonly isElsewhere: boolean
  readonly done: readonly { readonly stepId: string; readonly at: string }[]
}

export interface PathwayTools {
  readonly named: (
    districtId: string,
    table: 'people' | 'classes',
    names: readonly string[],
  ) => Promise<readonly string[]>
  readonly list: (districtId: string) => Promise<readonly PathwayLine[]>
  /** `id` null: a new one; a step without id is new. */
  readonly save: (o: {
    readonly districtId: string
    readonly id: string | null
    readonly name: string
    readonly grade: string
    readonly steps: readonly (Omit<PathwayStepLine, 'id'> & { readonly id: string | null })[]
  }) => Promise<{ readonly id: string }>
  readonly remove: (districtId: string, pathwayId: string) => Promise<void>
  readonly students: (o: {
    readonly districtId: string
    readonly as: string
    readonly pathwayId: string
    readonly classId: string | null
    readonly enrolledOnly: boolean
  }) => Promise<readonly PathwayStudentLine[]>
  readonly enrol: (o: {
    readonly districtId: string
    readonly as: string
    readonly pathwayId: string
    readonly personIds: readonly string[]
    readonly enrol: boolean
  }) => Promise<{
    readonly changed: readonly string[]
    readonly leftOut: readonly { readonly personId: string; readonly reason: string }[]
  }>
}
