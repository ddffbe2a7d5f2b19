/** A class made by hand, for its leads: its name, ending it, and bringing back what has ended. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ClassesByHand } from '../../../http/contract/class-by-hand.ts'
import { ApiFailure } from '../../api-failure.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { classesByHandQuery } from './queries.ts'

type HandClass = ClassesByHand['classes'][number]

/** Nothing where a roster knows the class. */
export function HandClassCard({ classId }: { readonly classId: string }) {
  const { send } = useReader()
  const found = useQuery(classesByHandQuery(send))
  const mine = found.data?.classes.find(({ id }) => id === classId)
  const [said, setSaid] = useState<string | null>(null)
  if (mine === undefined || mine.endedAt !== null) return null
  return (
    <Card title={t('hand-class')} says={t('hand-class.says')}>
      <div className="stack">
        <Quietly>{said === null ? null : <Note mood="good">{said}</Note>}</Quietly>
        <NameForm key={mine.title} one={mine} say={setSaid} />
        <Ending one={mine} />
      </div>
    </Card>
  )
}

interface NameFormProps {
  readonly one: HandClass
  readonly say: (words: string) => void
}

function NameForm({ one, say }: NameFormProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const { bind, hasProblems, show, valueOf } = useTextFields(['title', 'classCode'], {
    title: one.title,
    classCode: one.classCode ?? '',
  })
  const naming = useMutation({
    mutationFn: (body: { title: string; classCode: string }) =>
      send('PUT /api/v1/classes/{classId}/names', { params: { classId: one.id }, body }),
    onSuccess: (_nothing, { title }) => {
      say(t('hand-class.renamed', { title }))
      void queries.invalidateQueries({ queryKey: ['led-classes'] })
      void queries.invalidateQueries({ queryKey: ['led-class'] })
    },
    onError: (failure) => show(failure instanceof ApiFailure ? failure.fields : {}),
  })
  const submit = () => {
    const title = valueOf('title').trim()
    const isComplete = show(title === '' ? { title: t('new-class.missing') } : {})
    if (isComplete && !naming.isPending) naming.mutate({ title, classCode: valueOf('classCode').trim() })
  }
  return (
    <Form className="stack find-student" submit={submit}>
      <TextInput label={t('new-class.title')} maxLength={200} {...bind('title')} />
      <TextInput label={t('new-class.code')} maxLength={64} {...bind('classCode')} />
      <div>
        <Button type="submit" variant="default" loading={naming.isPending}>
          {t('hand-class.rename')}
        </Button>
      </div>
      {naming.error === null || hasProblems ? null : <FailureNote failure={naming.error} />}
    </Form>
  )
}

function Ending({ one }: { readonly one: HandClass }) {
  const { ask, question, failure } = useAskedAgain('led-classes', () => {
    window.location.hash = paths.communities()
  })
  const end = () =>
    ask({
      label: t('hand-class.end'),
      sure: t('hand-class.end.sure', { title: one.title }),
      says: t('hand-class.ended', { title: one.title }),
      act: (send) =>
        send('PUT /api/v1/classes/{classId}/ended', { params: { classId: one.id }, body: { ended: true } }),
    })
  return (
    <div className="stack">
      {question ?? (
        <div>
          <Button variant="default" onClick={end}>
            {t('hand-class.end')}
          </Button>
        </div>
      )}
      {failure}
    </div>
  )
}

/** Classes of mine that have ended, each with the way back. */
export function EndedClasses() {
  const { send } = useReader()
  const queries = useQueryClient()
  const found = useQuery(classesByHandQuery(send))
  const returning = useMutation({
    mutationFn: (classId: string) =>
      send('PUT /api/v1/classes/{classId}/ended', { params: { classId }, body: { ended: false } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['led-classes'] }),
  })
  const ended = (found.data?.classes ?? []).filter(({ endedAt }) => endedAt !== null)
  if (ended.length === 0) return null
  return (
    <div className="stack">
      <h3 className="small-head">{t('hand-class.ended.list')}</h3>
      <ul className="plain-list member-rows">
        {ended.map(({ id, title }) => (
          <li key={id} className="member-line">
            <span className="member-name">{title}</span>
            <Button
              size="xs"
              variant="default"
              aria-label={t('hand-class.back-this', { title })}
              disabled={returning.isPending}
              onClick={() => returning.mutate(id)}
            >
              {t('hand-class.back')}
            </Button>
          </li>
        ))}
      </ul>
      {returning.error === null ? null : <FailureNote failure={returning.error} />}
    </div>
  )
}
