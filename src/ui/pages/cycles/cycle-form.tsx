/** The form of a coaching cycle: with whom, about what, in which phase from when, rated by which scale. */
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CoachingChoice } from '../../../http/contract/coaching-settings.ts'
import type { PersonName } from '../../../http/contract/shapes.ts'
import { ApiFailure } from '../../api-failure.ts'
import type { FieldProblems } from '../../api-failure.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { t } from '../../translate.ts'
import { useReader } from '../../session/context.tsx'
import { DraftRefusal, RestoredDraft } from '../coach/draft-notes.tsx'
import { EducatorPicker } from '../coach/educator-picker.tsx'
import { educatorsQuery } from '../coach/queries.ts'
import { type FormEnds, useFormDraft } from '../coach/use-draft.ts'
import { type CycleValues, draftOfCycle } from './cycle-values.ts'
import { Ratings } from './ratings.tsx'
import { Stays } from './stays.tsx'

interface CycleFormProps {
  readonly label: string
  readonly start: CycleValues
  /** What was typed before and neither saved nor discarded, or null; and the name that it is kept under. */
  readonly kept: CycleValues | null
  readonly draftId: string
  /** What it is typed over; null: it begins a cycle. */
  readonly version: string | null
  /** What was kept is thrown away, and the form begins anew. */
  readonly discarded?: () => void
  readonly choices: CycleFormChoices
  /** Who is in it already, though they may be at none of my schools any more. */
  readonly known: readonly PersonName[]
  readonly saving: { readonly failure: unknown; readonly isPending: boolean }
  readonly submitLabel: string
  readonly save: (values: CycleValues, draft: FormEnds) => void
  readonly cancel: () => void
}

export interface CycleFormChoices {
  readonly focuses: readonly Pick<CoachingChoice, 'id' | 'name'>[]
  readonly scales: readonly Pick<CoachingChoice, 'id' | 'name' | 'levels'>[]
  readonly phases: readonly Pick<CoachingChoice, 'id' | 'name'>[]
  /** Of an educator at the end, too. */
  readonly ratesEnd: boolean
}

export function CycleForm(props: CycleFormProps) {
  const { label, choices, known, saving, submitLabel, save, cancel } = props
  const { values, change, isRestored, discard, draft } = useValues(props)
  const [tagged, setTagged] = useState<readonly PersonName[]>(known)
  const people = useNames(values.educatorIds, tagged)
  const [missing, setMissing] = useState(false)
  const { failure, isPending } = saving
  const problems: FieldProblems = failure instanceof ApiFailure ? failure.fields : {}
  const submit = () => {
    setMissing(values.educatorIds.length === 0)
    if (values.educatorIds.length === 0 || isPending) return
    draft.rest()
    save(values, { done: draft.end, undone: () => draft.resume(values) })
  }
  return (
    <Form submit={submit} aria-label={label}>
      {isRestored ? <RestoredDraft discard={discard} /> : null}
      <EducatorPicker
        inputRef={null}
        known={people}
        value={values.educatorIds}
        error={
          missing && values.educatorIds.length === 0 ? t('cycle.educators.needed') : firstUnder(problems, 'educators')
        }
        onChange={(educatorIds, chosen) => {
          setTagged([...tagged, ...chosen])
          change({ educatorIds })
        }}
      />
      <About values={values} choices={choices} problems={problems} change={change} />
      <Ratings values={values} scales={choices.scales} ratesEnd={choices.ratesEnd} people={people} change={change} />
      <Stays stays={values.stays} phases={choices.phases} problems={problems} change={(stays) => change({ stays })} />
      {failure === null || Object.keys(problems).length > 0 ? null : <FailureNote failure={failure} />}
      <DraftRefusal refusal={draft.refusal} />
      <Ends
        label={submitLabel}
        isPending={isPending}
        isKept={draft.kept}
        cancel={() => {
          draft.end()
          cancel()
        }}
      />
    </Form>
  )
}

interface EndsProps {
  readonly label: string
  readonly isPending: boolean
  readonly isKept: boolean
  readonly cancel: () => void
}

function Ends({ label, isPending, isKept, cancel }: EndsProps) {
  return (
    <div className="row">
      <Button type="submit" loading={isPending}>
        {label}
      </Button>
      <Button variant="default" onClick={cancel}>
        {t('cancel')}
      </Button>
      <span className="dim log-hint">{isKept ? t('log.draft.kept') : null}</span>
    </div>
  )
}

/** What is typed, and its draft. */
function useValues({
  start,
  kept,
  draftId,
  version,
  discarded,
}: Pick<CycleFormProps, 'start' | 'kept' | 'draftId' | 'version' | 'discarded'>) {
  const [values, setValues] = useState(kept ?? start)
  const [isRestored, setRestored] = useState(kept !== null)
  const draft = useFormDraft({ draftId, draftOf: draftOfCycle, isRestored: kept !== null, version })
  return {
    values,
    isRestored,
    draft,
    change: (some: Partial<CycleValues>) => {
      const next = { ...values, ...some }
      setValues(next)
      draft.typed(next)
    },
    discard: () => {
      draft.end()
      setRestored(false)
      setValues(start)
      discarded?.()
    },
  }
}

/** Who is in it by name: those that were chosen here, and those of a draft. */
function useNames(ids: readonly string[], tagged: readonly PersonName[]): readonly PersonName[] {
  const { send } = useReader()
  const isMissing = ids.some((id) => !tagged.some((one) => one.id === id))
  const everyone = useQuery({ ...educatorsQuery(send, { q: '', schoolId: '' }), enabled: isMissing })
  return isMissing ? [...tagged, ...(everyone.data?.items ?? [])] : tagged
}

interface AboutProps {
  readonly values: CycleValues
  readonly choices: CycleFormChoices
  readonly problems: FieldProblems
  readonly change: (values: Partial<CycleValues>) => void
}

function About({ values, choices, problems, change }: AboutProps) {
  return (
    <>
      {choices.focuses.length === 0 ? null : (
        <NativeSelect
          label={t('cycle.focus')}
          value={values.focusId}
          error={problems['focusId']}
          data={[{ value: '', label: t('cycles.focus.none') }, ...choices.focuses.map(optionOf)]}
          onChange={(event) => change({ focusId: event.currentTarget.value })}
        />
      )}
      <Textarea
        label={t('cycle.focus.own')}
        autosize
        minRows={1}
        maxLength={4000}
        value={values.focus}
        error={problems['focus']}
        onChange={(event) => change({ focus: event.currentTarget.value })}
      />
      <Textarea
        label={t('cycle.goal')}
        description={t('cycle.texts.says')}
        autosize
        minRows={2}
        maxLength={4000}
        value={values.goal}
        error={problems['goal']}
        onChange={(event) => change({ goal: event.currentTarget.value })}
      />
    </>
  )
}

function optionOf({ id, name }: { readonly id: string; readonly name: string }) {
  return { value: id, label: name }
}

/** The first problem of a list's entries, or of the list. */
function firstUnder(problems: FieldProblems, list: string): string | undefined {
  const field = Object.keys(problems).find((name) => name === list || name.startsWith(`${list}/`))
  return field === undefined ? undefined : problems[field]
}
