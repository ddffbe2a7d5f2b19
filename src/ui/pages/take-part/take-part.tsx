/** Taking part by a class's code, for everybody who has one: the code, who one is, the survey. */
import '../../styles/take-part.css'
import { Button, TextInput, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { ApiFailure } from '../../api-failure.ts'
import { Letter } from '../../frame/letters.tsx'
import { usePageHeading } from '../../frame/router.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { request, STARTING } from '../../session/request.ts'
import { t } from '../../translate.ts'
import { DeviceSurvey } from './device-survey.tsx'
import { answersHere, setAnswersHere } from './this-tab.ts'

interface Found {
  readonly code: string
  readonly classTitle: string
}

/** `code`: what the address says already; empty: nothing. */
export function TakePart({ code }: { readonly code: string }) {
  const [found, setFound] = useState<Found | null>(null)
  const [answers, setAnswers] = useState(answersHere)
  const answer = (here: boolean) => {
    setAnswersHere(here)
    setAnswers(here)
    if (!here) setFound(null)
  }
  if (answers) return <DeviceSurvey leave={() => answer(false)} />
  return (
    <Letter>
      {found === null ? (
        <CodeForm code={code} done={setFound} />
      ) : (
        <NameForm found={found} done={() => answer(true)} back={() => setFound(null)} />
      )}
    </Letter>
  )
}

function CodeForm({ code, done }: { readonly code: string; readonly done: (found: Found) => void }) {
  const form = useTextFields(['code'], { code })
  const looking = useMutation({
    mutationFn: (typed: string) => request('POST /api/v1/participation/codes', { body: { code: typed } }, STARTING),
    onSuccess: ({ classTitle }, typed) => done({ code: typed, classTitle }),
    onError: (failure) => form.show(fieldsOf(failure)),
  })
  const submit = () => {
    const typed = form.valueOf('code').trim()
    const complete = form.show(typed === '' ? { code: t('code.code.problem') } : {})
    if (complete && !looking.isPending) looking.mutate(typed)
  }
  return (
    <Step title={t('code.title')} says={t('code.says')}>
      <Form submit={submit} aria-label={t('code.title')}>
        <TextInput
          className="code-input"
          label={t('code.code')}
          description={t('code.code.example')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          {...form.bind('code')}
        />
        {looking.error === null || form.hasProblems ? null : <FailureNote failure={looking.error} />}
        <Button type="submit" size="md" loading={looking.isPending}>
          {t('code.go')}
        </Button>
      </Form>
    </Step>
  )
}

interface NameFormProps {
  readonly found: Found
  readonly done: () => void
  readonly back: () => void
}

function NameForm({ found, done, back }: NameFormProps) {
  const form = useTextFields(['name'])
  const entering = useMutation({
    mutationFn: (given: { readonly name: string; readonly joins: boolean }) =>
      request('POST /api/v1/participation/devices', { body: { code: found.code, ...given } }, STARTING),
    onSuccess: done,
    onError: (failure) => form.show(fieldsOf(failure)),
  })
  const name = form.valueOf('name').trim()
  const submit = () => {
    const complete = form.show(name === '' ? { name: t('code.name.problem') } : {})
    if (complete && !entering.isPending) entering.mutate({ name, joins: false })
  }
  const { error, isPending } = entering
  const mayJoin = form.hasProblems && error instanceof ApiFailure && error.code === 'name_not_listed'
  return (
    <Step title={t('code.name.title')} says={t('code.name.says', { title: found.classTitle })}>
      <Form submit={submit} aria-label={t('code.name.title')}>
        <TextInput
          className="code-name"
          label={t('code.name')}
          autoComplete="off"
          spellCheck={false}
          maxLength={120}
          {...form.bind('name')}
        />
        <p className="quiet-line">{t('code.name.private')}</p>
        {error === null || form.hasProblems ? null : <FailureNote failure={error} />}
        <NameChoices isPending={isPending} back={back} />
        {mayJoin ? (
          <Join name={name} isPending={isPending} join={() => entering.mutate({ name, joins: true })} />
        ) : null}
      </Form>
    </Step>
  )
}

function NameChoices({ isPending, back }: { readonly isPending: boolean; readonly back: () => void }) {
  return (
    <div className="row">
      <Button type="submit" size="md" loading={isPending}>
        {t('code.go')}
      </Button>
      <Button variant="default" size="md" onClick={back}>
        {t('code.back')}
      </Button>
    </div>
  )
}

interface JoinProps {
  readonly name: string
  readonly isPending: boolean
  readonly join: () => void
}

function Join({ name, isPending, join }: JoinProps) {
  return (
    <Button variant="light" size="md" className="code-join" loading={isPending} onClick={join}>
      {t('code.join', { name })}
    </Button>
  )
}

interface StepProps {
  readonly title: string
  readonly says: string
  readonly children: ReactNode
}

function Step({ title, says, children }: StepProps) {
  const heading = usePageHeading(title)
  return (
    <div className="stack">
      <Title ref={heading} tabIndex={-1} order={1}>
        {title}
      </Title>
      <p>{says}</p>
      {children}
    </div>
  )
}

function fieldsOf(failure: unknown): Readonly<Record<string, string>> {
  return failure instanceof ApiFailure ? failure.fields : {}
}
