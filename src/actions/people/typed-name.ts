/** The name that has to be typed before somebody is deleted, and the names that letters may have of them. Pure. */

/** As the roster has them, and as they are called. */
interface Named {
  readonly givenName: string
  readonly familyName: string
  readonly preferredGivenName: string | null
  readonly preferredFamilyName: string | null
}

export function wordOf({ givenName, familyName }: Pick<Named, 'givenName' | 'familyName'>): string {
  return `${givenName} ${familyName}`.trim()
}

/** As letters may have them: by the roster's name and the preferred one. */
export function namesOf(person: Named): readonly string[] {
  const given = [person.preferredGivenName, person.givenName].filter((name) => name !== null)
  const family = [person.preferredFamilyName, person.familyName].filter((name) => name !== null)
  return given.flatMap((first) => family.map((last) => `${first} ${last}`.trim()))
}

export function fold(word: string): string {
  return word.trim().replaceAll(/\s+/gu, ' ').toLowerCase()
}
