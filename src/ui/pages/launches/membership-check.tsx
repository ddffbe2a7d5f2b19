/** Compares the LMS's course with the class: what both say, what only one says. Nothing is changed. */
import '../../styles/launches.css'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { MembershipCheck as Checked } from '../../../http/contract/course-pages.ts'
import { sortNameOf } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'

interface MembershipCheckProps {
  readonly classId: string
  /** Of the page: its leads', or the roster's. */
  readonly page: 'led' | 'record'
}

export function MembershipCheck({ classId, page }: MembershipCheckProps) {
  const { send } = useReader()
  const checking = useMutation({
    mutationFn: () =>
      page === 'led'
        ? send('POST /api/v1/classes/led/{classId}/membership-check', { params: { classId } })
        : send('POST /api/v1/classes/{classId}/membership-check', { params: { classId } }),
  })
  return (
    <Card title={t('membership.title')} says={t('membership.says')}>
      <div className="stack">
        <div className="row">
          <Button variant="default" loading={checking.isPending} onClick={() => checking.mutate()}>
            {t('membership.check')}
          </Button>
        </div>
        {checking.error === null ? null : <FailureNote failure={checking.error} />}
        <Quietly>{checking.data === undefined ? null : <Outcome checked={checking.data} />}</Quietly>
      </div>
    </Card>
  )
}

function Outcome({ checked }: { readonly checked: Checked }) {
  if (checked.pages.length === 0) return <Note mood="calm">{t('membership.no-page')}</Note>
  return (
    <div className="stack">
      {checked.pages.map((page) => (
        <section key={page.id} aria-label={page.title ?? page.platform} className="stack">
          <h3 className="small-head">
            {page.title ?? t('course-pages.nameless')} · {page.platform}
          </h3>
          {page.problem === null ? null : (
            <Note mood="warn" title={page.problem.meaning}>
              <p>
                {page.problem.remedy} <code>{t('failure.code', { code: page.problem.code })}</code>
              </p>
            </Note>
          )}
          {page.difference === null ? null : <Difference difference={page.difference} />}
        </section>
      ))}
    </div>
  )
}

type DifferenceShape = NonNullable<Checked['pages'][number]['difference']>

function Difference({ difference }: { readonly difference: DifferenceShape }) {
  const { both, inCourse, inClass, notInClass, unknown, notInCourse, otherRole } = difference
  const named = ({ name, role }: DifferenceShape['unknown'][number]) =>
    `${name ?? t('launches.nameless')} (${word('member-role', role)})`
  const same = [notInClass, unknown, notInCourse, otherRole].every((list) => list.length === 0)
  return (
    <>
      <Note mood={same ? 'good' : 'calm'}>
        <p>{t('membership.counts', { both, inCourse, inClass })}</p>
        {same ? <p>{t('membership.same')}</p> : null}
      </Note>
      <Listed
        title={t('membership.not-in-course', { count: notInCourse.length })}
        says={t('membership.not-in-course.says')}
      >
        {notInCourse.map((one) => `${sortNameOf(one)} (${word('lines.role', one.role)})`)}
      </Listed>
      <Listed
        title={t('membership.not-in-class', { count: notInClass.length })}
        says={t('membership.not-in-class.says')}
      >
        {notInClass.map(named)}
      </Listed>
      <Listed title={t('membership.unknown', { count: unknown.length })} says={t('membership.unknown.says')}>
        {unknown.map(named)}
      </Listed>
      <Listed title={t('membership.other-role', { count: otherRole.length })} says={t('membership.other-role.says')}>
        {otherRole.map(({ person, inCourse: role }) =>
          t('membership.roles', {
            name: sortNameOf(person),
            here: word('lines.role', person.role),
            there: word('member-role', role),
          }),
        )}
      </Listed>
    </>
  )
}

interface ListedProps {
  readonly title: string
  readonly says: string
  readonly children: readonly string[]
}

function Listed({ title, says, children }: ListedProps): ReactNode {
  if (children.length === 0) return null
  return (
    <div>
      <h4 className="small-head">{title}</h4>
      <p className="dim">{says}</p>
      <ul>
        {keyed(children).map(({ key, line }) => (
          <li key={key}>{line}</li>
        ))}
      </ul>
    </div>
  )
}

/** Two people may have one name and one role: the second of them is another line. */
function keyed(lines: readonly string[]): readonly { readonly key: string; readonly line: string }[] {
  const times = new Map<string, number>()
  return lines.map((line) => {
    const time = (times.get(line) ?? 0) + 1
    times.set(line, time)
    return { key: `${time} ${line}`, line }
  })
}
