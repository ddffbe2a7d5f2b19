/** What the commands can ask of benchmark tests. */

interface BenchmarkLine {
  readonly id: string
  readonly grades: readonly string[]
  readonly tests: readonly {
    readonly test: number
    readonly state: string
    readonly startedAt: Date | null
    readonly completedAt: Date | null
    readonly score: number | null
  }[]
}

export interface BenchmarkFileLook {
  readonly columns: readonly { readonly name: string; readonly as: string | null }[]
  readonly counts: BenchmarkCounts
  readonly rows: readonly {
    readonly row: number
    readonly outcome: 'new' | 'changed' | 'already' | 'out'
    readonly notes: readonly { readonly column: string | null; readonly code: string; readonly says: string }[]
  }[]
}

export interface BenchmarkCounts {
  readonly added: number
  readonly changed: number
  readonly already: number
  readonly leftOut: number
}

interface ResultFile {
  readonly districtId: string
  readonly bytes: Buffer
}

export interface BenchmarkTools {
  /** Of an empty file of results. */
  readonly columns: readonly { readonly name: string; readonly meaning: string }[]
  /** Our numbers of what a feed names, or of `id:17`. */
  readonly named: (
    districtId: string,
    table: 'people' | 'classes' | 'orgs',
    names: readonly string[],
  ) => Promise<readonly string[]>
  readonly list: (o: {
    readonly districtId: string
    readonly schoolId: string | null
    readonly classId: string | null
    readonly year: number | null
  }) => Promise<{ readonly isOn: boolean; readonly year: number; readonly items: readonly BenchmarkLine[] }>
  readonly assign: (o: {
    readonly districtId: string
    readonly test: 2 | 3
    readonly personIds: readonly string[]
    readonly give: boolean
  }) => Promise<{
    readonly changed: readonly string[]
    readonly leftOut: readonly { readonly personId: string; readonly reason: string }[]
    readonly early: readonly string[]
  }>
  readonly preview: (file: ResultFile) => Promise<BenchmarkFileLook>
  readonly run: (file: ResultFile & { readonly leavesOut: boolean }) => Promise<BenchmarkCounts>
}
