/**
 * Classes from the command line, for somebody who may change them. A command asks somebody to lead a class; it agrees for
 * nobody, and no command tells a class's report.
 */

import type { Principal } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import type { DomainWorld } from '../../store/world.ts'
import { askForClassLead } from './ask-class-lead.ts'
import { asSomebody, type AsSomebody, numberOfPerson, numberOfSchool } from './as-somebody.ts'
import type { ClassOutcome, ClassProblem } from './class-desk.ts'
import {
  CLASS_CONFLICTS,
  CLASS_FORBIDDEN,
  CLASS_INVALID,
  GRADEBOOK_REFUSED,
  NOBODY_TO_LEAD,
  ROSTER_BUSY,
} from './class-words.ts'
import { giveBackClassList, putIntoClassList, takeOutOfClassList } from './edit-class-list.ts'
import { endClass, makeClass, renameClass } from './make-class.ts'
import { removeClassLead } from './remove-class-lead.ts'
import { setSurveyGradebook } from './set-survey-gradebook.ts'

interface OfClass extends AsSomebody {
  readonly classId: string
}
interface OfPersonInClass extends OfClass {
  /** A sourcedId, an e-mail address, or `id:17`. */
  readonly person: string
}
interface Names {
  readonly title: string
  readonly classCode: string | null
}

/**
 * Binds the changes to an installation.
 * @throws Failure PERSON_UNKNOWN, SCHOOL_UNKNOWN, COMMUNITY_CLOSED, CLASS_UNKNOWN, CLASS_REFUSED
 */
export function openClassOrders(world: DomainWorld) {
  const act = <T>(asked: AsSomebody, work: (principal: Principal) => Promise<ClassOutcome<T>>): Promise<T> =>
    asSomebody(world, asked, async (principal) => {
      const outcome = await work(principal)
      if ('problem' in outcome) throw wordsOf(outcome.problem)
      return outcome.done
    })
  const inClass = async ({ classId, districtId, person }: OfPersonInClass) => ({
    classId,
    personId: await numberOfPerson(world, districtId, person),
  })
  return {
    make: async (asked: AsSomebody & Names & { readonly school: string; readonly teacher: string | null }) => {
      const { districtId, title, classCode, school, teacher } = asked
      const schoolId = await numberOfSchool(world, districtId, school)
      const teacherId = teacher === null ? null : await numberOfPerson(world, districtId, teacher)
      return act(asked, (principal) => makeClass(world, principal, { title, classCode, schoolId, teacherId }))
    },
    rename: (asked: OfClass & Names) => act(asked, (principal) => renameClass(world, principal, asked)),
    end: (asked: OfClass & { readonly ends: boolean }) => act(asked, (principal) => endClass(world, principal, asked)),
    askLead: async (asked: OfPersonInClass) => {
      const { classId, personId } = await inClass(asked)
      return act(asked, (principal) => askForClassLead(world, principal, { classId, who: { personId } }))
    },
    removeLead: async (asked: OfPersonInClass) => {
      const of = await inClass(asked)
      return act(asked, (principal) => removeClassLead(world, principal, of))
    },
    changeList: async (asked: OfPersonInClass & { readonly to: 'in' | 'out' | 'feed' }) => {
      const of = await inClass(asked)
      const change = { in: putIntoClassList, out: takeOutOfClassList, feed: giveBackClassList }[asked.to]
      return act(asked, (principal) => change(world, principal, of))
    },
    setGradebook: async (asked: OfClass & { readonly isOn: boolean }) => {
      const outcome = await act(asked, (principal) => setSurveyGradebook(world, principal, asked))
      if (outcome !== 'done') throw refused(GRADEBOOK_REFUSED[outcome])
    },
  }
}

function wordsOf(problem: ClassProblem): Failure {
  const says = CLASS_CONFLICTS[problem] ?? CLASS_FORBIDDEN[problem] ?? CLASS_INVALID[problem]?.says
  if (says !== undefined) return refused(says)
  if (problem === 'person_unknown') return refused(NOBODY_TO_LEAD)
  if (problem === 'roster_busy') return refused(ROSTER_BUSY)
  const unknown = 'There is no class of that number that whoever is named with --as may change so.'
  return new Failure('CLASS_UNKNOWN', 'operator', unknown)
}

function refused(says: string): Failure {
  return new Failure('CLASS_REFUSED', 'operator', says)
}
