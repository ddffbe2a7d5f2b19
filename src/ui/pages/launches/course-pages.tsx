/** Course pages of the LMS that are no class yet, and those that are: compared with the roster, linked, or put away. */
import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CoursePage, LinkableClass } from '../../../http/contract/course-pages.ts'
import { formatInstant } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Note, Pill, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { useAskedAgain, type Decision } from '../../parts/asked-again.tsx'
import { FindOne, useSearch } from './find-one.tsx'
import { coursePagesQuery, linkableClassesQuery } from './queries.ts'

type State = 'open' | 'linked' | 'dismissed'

export function CoursePages({ done }: { readonly done: (words: string) => void }) {
  const { send } = useReader()
  const [state, setState] = useState<State>('open')
  const found = useQuery(coursePagesQuery(send, state))
  return (
    <Card title={t('course-pages.title')} says={t('course-pages.says')}>
      <div className="stack">
        <NativeSelect
          label={t('course-pages.show')}
          value={state}
          data={(['open', 'linked', 'dismissed'] as const).map((value) => ({
            value,
            label: t(`course-pages.${value}`),
          }))}
          onChange={(change) => setState(change.currentTarget.value as State)}
        />
        {found.isPending ? <Waiting lines={3} /> : null}
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        {found.data?.items.length === 0 ? <p className="quiet-line">{t(`course-pages.none.${state}`)}</p> : null}
        <ul className="plain-list course-pages">
          {found.data?.items.map((page) => (
            <OnePage key={page.id} page={page} done={done} />
          ))}
        </ul>
        {found.data !== undefined && found.data.items.length < found.data.total ? (
          <Note mood="calm">{t('course-pages.cut', { shown: found.data.items.length, total: found.data.total })}</Note>
        ) : null}
      </div>
    </Card>
  )
}

interface OnePageProps {
  readonly page: CoursePage
  readonly done: (words: string) => void
}

function OnePage({ page, done }: OnePageProps) {
  const { me } = useReader()
  const { ask, question, failure } = useAskedAgain('launches', done)
  const title = page.title ?? t('course-pages.nameless')
  return (
    <li className="stack">
      <h3 className="small-head">{title}</h3>
      <p className="dim">
        {page.platform} · {t('course-pages.seen', { at: formatInstant(page.seenAt, me.district.timezone) })}
      </p>
      {page.class === null ? null : (
        <p>
          {t('course-pages.is', { name: page.class.title })}{' '}
          {page.class.active ? null : <Pill mood="warn">{t('course-pages.gone')}</Pill>}
        </p>
      )}
      {question ?? <Choices page={page} ask={ask} />}
      {failure}
    </li>
  )
}

interface ChoicesProps {
  readonly page: CoursePage
  readonly ask: (decision: Decision) => void
}

function Choices({ page, ask }: ChoicesProps) {
  const title = page.title ?? t('course-pages.nameless')
  return (
    <>
      {page.proposals.length === 0 ? null : (
        <ul className="plain-list launch-proposals">
          {page.proposals.map((one) => (
            <li key={one.id}>
              <span className="line-main">{one.title}</span>
              <span className="dim">
                {[one.school, t('course-pages.overlap', { ...one })].filter((part) => part !== null).join(' · ')}
              </span>
              <Button variant="default" size="xs" onClick={() => ask(linkTo(page, one))}>
                {t('launches.is', { name: one.title })}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="row">
        {page.canCompare ? <Compare page={page} /> : <span className="dim">{t('course-pages.no-list')}</span>}
        <Button
          variant="default"
          size="xs"
          onClick={() =>
            ask({
              label: t('course-pages.dismiss'),
              sure: t('course-pages.dismiss.sure', { title }),
              says: t('course-pages.done.dismiss', { title }),
              act: (send) => send('POST /api/v1/lti/course-pages/{pageId}/dismissal', { params: { pageId: page.id } }),
            })
          }
        >
          {t('course-pages.dismiss')}
        </Button>
      </div>
      <OtherClass page={page} ask={ask} />
    </>
  )
}

function linkTo(page: CoursePage, one: Pick<LinkableClass, 'id' | 'title'>): Decision {
  const title = page.title ?? t('course-pages.nameless')
  return {
    label: t('launches.is', { name: one.title }),
    sure: t('course-pages.link.sure', { title, name: one.title }),
    says: t('course-pages.done.link', { title, name: one.title }),
    act: (send) =>
      send('POST /api/v1/lti/course-pages/{pageId}/link', { params: { pageId: page.id }, body: { classId: one.id } }),
  }
}

function Compare({ page }: { readonly page: CoursePage }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const comparing = useMutation({
    mutationFn: () => send('POST /api/v1/lti/course-pages/{pageId}/comparison', { params: { pageId: page.id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['launches', 'course-pages'] }),
  })
  return (
    <>
      <Button variant="default" size="xs" loading={comparing.isPending} onClick={() => comparing.mutate()}>
        {t('course-pages.compare')}
      </Button>
      {comparing.isSuccess && page.proposals.length === 0 ? (
        <output className="dim">{t('course-pages.compared.none')}</output>
      ) : null}
      {comparing.error === null ? null : <FailureNote failure={comparing.error} />}
    </>
  )
}

function OtherClass({ page, ask }: ChoicesProps) {
  const { send } = useReader()
  const search = useSearch()
  const found = useQuery({ ...linkableClassesQuery(send, search.q), enabled: search.q !== '' })
  return (
    <FindOne
      search={search}
      found={found.data?.items}
      labelOf={({ title, classCode, school }) => [title, classCode, school].filter((part) => part !== null).join(' · ')}
      take={(one) => ask(linkTo(page, one))}
      words={{
        search: t('course-pages.search'),
        choose: t('lines.class'),
        none: t('course-pages.search.none'),
        submit: t('course-pages.link'),
      }}
    />
  )
}
