/** What the commands can ask of launches: who waits to be linked, who is linked, and where e-mail addresses link. */

export interface UnmatchedLine {
  readonly id: string
  readonly reason: string
  readonly name: string | null
  readonly email: string | null
  readonly lmsPersonId: string | null
  readonly launches: number
  readonly lastAt: string
  readonly platform: string
  readonly course: string | null
  readonly proposals: readonly { readonly id: string; readonly because: readonly string[] }[]
}

export interface LinkLine {
  readonly id: string
  readonly person: { readonly id: string }
  readonly platform: string
  readonly linkedBy: string
  readonly linkedAt: string
}

export interface EmailChoiceLine {
  readonly registrationId: string
  readonly platform: string
  readonly clientId: string
  readonly servesOne: boolean
  readonly enabled: boolean
}

interface LaunchTools {
  readonly unmatched: (districtId: string) => Promise<readonly UnmatchedLine[]>
  readonly links: (districtId: string) => Promise<readonly LinkLine[]>
  /** The person is named by a sourcedId or our own id. */
  readonly link: (wanted: {
    readonly districtId: string
    readonly launchId: string
    readonly person: string
  }) => Promise<{ readonly personId: string }>
  readonly dismiss: (wanted: { readonly districtId: string; readonly launchId: string }) => Promise<void>
  readonly unlink: (wanted: {
    readonly districtId: string
    readonly linkId: string
  }) => Promise<{ readonly personId: string }>
  readonly emailLinks: (districtId: string) => Promise<readonly EmailChoiceLine[]>
  readonly setEmailLinks: (wanted: {
    readonly districtId: string
    readonly registrationId: string
    readonly enabled: boolean
  }) => Promise<void>
}

export interface CoursePageLine {
  readonly id: string
  readonly title: string | null
  readonly platform: string
  readonly seenAt: string
  readonly linkedBy: string | null
  readonly class: { readonly id: string; readonly title: string } | null
}

interface CoursePageTools {
  readonly list: (districtId: string, state: 'open' | 'linked' | 'dismissed') => Promise<readonly CoursePageLine[]>
  /** `named`: the class's sourcedId, or `id:` and our number; null: it is no class. */
  readonly set: (wanted: {
    readonly districtId: string
    readonly pageId: string
    readonly named: string | null
  }) => Promise<{ readonly classId: string | null }>
}

/** Who launches are and which classes they come from: one part of an open installation. */
export interface LaunchDeskTools {
  readonly launches: LaunchTools
  readonly coursePages: CoursePageTools
}
