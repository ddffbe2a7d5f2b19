/** How people are named on the pages. */
import type { PersonName } from '../http/contract/shapes.ts'

type Nameable = Pick<PersonName, 'givenName' | 'familyName'>

/** `Ana Rivera`. */
export function nameOf(person: Nameable): string {
  return `${person.givenName} ${person.familyName}`.trim()
}

/** `Rivera, Ana`: for tables that sort by family name. */
export function sortNameOf(person: Nameable): string {
  return [person.familyName, person.givenName].filter((part) => part !== '').join(', ')
}

/** `Ana Rivera, Ben Cole and Dee Fox`, as the language joins names. */
export function joinNames(people: readonly Nameable[]): string {
  return new Intl.ListFormat('en', { style: 'long', type: 'conjunction' }).format(people.map(nameOf))
}

/** `AR`: the first letter of each name, whatever stands before it. */
export function initialsOf({ givenName, familyName }: Nameable): string {
  const letters = [givenName, familyName].map((name) => /\p{L}/u.exec(name)?.[0] ?? '')
  return letters.join('').toUpperCase()
}
