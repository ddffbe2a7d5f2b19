/** A pathway as it is made or changed: its name, its grade, and its steps in their order. */
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Pathway, PathwayBody, Pathways } from '../../../http/contract/pathways.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { readPathwaysAgain } from './queries.ts'

type Step = PathwayBody['steps'][number]

/** A step in the form; `key`: of this form, whatever its place. */
interface Row extends Step {
  readonly key: string
}

const rowOf = (key: number): Row => ({ key: `new ${key}`, id: null, title: '', productId: null, address: null })
const STEPS_MAX = 60

interface PathwayFormProps {
  /** Null: a new one. */
  readonly pathway: Pathway | null
  readonly products: Pathways['products']
  readonly done?: () => void
}

export function PathwayForm({ pathway, products, done }: PathwayFormProps) {
  const draft = useDraft(pathway)
  const { name, grade, steps, isTried } = draft
  const saving = useSaving(pathway, () => {
    draft.clear()
    done?.()
  })
  const missing = (text: string) => (isTried && text.trim() === '' ? t('pathway.needed') : null)
  const submit = () => {
    draft.change({ isTried: true })
    const isWhole = [name, grade, ...steps.map(({ title }) => title)].every((text) => text.trim() !== '')
    if (isWhole && !saving.isPending) saving.mutate({ name, grade, steps: steps.map(stepOf) })
  }
  return (
    <Form submit={submit} aria-label={t(pathway === null ? 'pathways.new' : 'pathway.edit')}>
      <Head name={name} grade={grade} change={draft.change} missing={missing} />
      <Steps
        steps={steps}
        products={products}
        set={(next) => draft.change({ steps: next })}
        add={draft.add}
        missing={missing}
      />
      {saving.error === null ? null : <FailureNote failure={saving.error} />}
      <div className="row">
        <Button type="submit" loading={saving.isPending}>
          {t('pathway.save')}
        </Button>
        {done === undefined ? null : (
          <Button variant="default" onClick={done}>
            {t('cancel')}
          </Button>
        )}
      </div>
      <Quietly>
        {saving.data === undefined || pathway !== null ? null : (
          <Note mood="good">
            <a href={paths.pathway(saving.data.id)}>{t('pathway.saved')}</a>
          </Note>
        )}
      </Quietly>
    </Form>
  )
}

function stepOf({ id, title, productId, address }: Row): Step {
  return { id, title, productId, address }
}

interface HeadProps {
  readonly name: string
  readonly grade: string
  readonly change: (over: { readonly name: string } | { readonly grade: string }) => void
  readonly missing: (text: string) => string | null
}

function Head({ name, grade, change, missing }: HeadProps) {
  return (
    <div className="number-fields">
      <TextInput
        label={t('pathway.name')}
        maxLength={120}
        value={name}
        error={missing(name)}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('pathway.grade')}
        maxLength={40}
        value={grade}
        error={missing(grade)}
        onChange={(event) => change({ grade: event.currentTarget.value })}
      />
    </div>
  )
}

interface Draft {
  readonly name: string
  readonly grade: string
  readonly steps: readonly Row[]
  /** How many steps were added so far. */
  readonly added: number
  /** Somebody has tried to save it. */
  readonly isTried: boolean
}

/** What is typed so far; of a new one empty again once it is saved. */
function useDraft(pathway: Pathway | null) {
  const begun: Draft = {
    name: pathway?.name ?? '',
    grade: pathway?.grade ?? '',
    steps: pathway?.steps.map((step) => ({ ...step, key: step.id })) ?? [rowOf(0)],
    added: 0,
    isTried: false,
  }
  const [draft, setDraft] = useState(begun)
  const change = (over: Partial<Draft>) => setDraft((now) => ({ ...now, ...over }))
  const add = () => setDraft((now) => ({ ...now, steps: [...now.steps, rowOf(now.added + 1)], added: now.added + 1 }))
  return { ...draft, change, add, clear: () => setDraft(begun) }
}

function useSaving(pathway: Pathway | null, done: () => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: PathwayBody) =>
      pathway === null
        ? send('POST /api/v1/pathways', { body })
        : send('PUT /api/v1/pathways/{pathwayId}', { params: { pathwayId: pathway.id }, body }),
    onSuccess: done,
    onSettled: () => readPathwaysAgain(queries),
  })
}

interface StepsProps {
  readonly steps: readonly Row[]
  readonly products: Pathways['products']
  readonly set: (steps: readonly Row[]) => void
  readonly add: () => void
  readonly missing: (text: string) => string | null
}

function Steps({ steps, products, set, add, missing }: StepsProps) {
  const change = (index: number, over: Partial<Step>) =>
    set(steps.map((step, at) => (at === index ? { ...step, ...over } : step)))
  const up = (index: number) =>
    set(
      steps.map((step, at) => {
        if (at === index - 1) return steps[index] ?? step
        return at === index ? (steps[index - 1] ?? step) : step
      }),
    )
  return (
    <>
      <ol className="plain-list stack">
        {steps.map((step, index) => (
          <li key={step.key}>
            <StepFields
              step={step}
              number={index + 1}
              products={products}
              problem={missing(step.title)}
              change={(over) => change(index, over)}
            />
            <div className="row">
              {index === 0 ? null : (
                <Button variant="subtle" size="compact-xs" onClick={() => up(index)}>
                  {t('pathway.step.up', { number: index + 1 })}
                </Button>
              )}
              {steps.length === 1 ? null : (
                <Button variant="subtle" size="compact-xs" onClick={() => set(steps.filter((_, at) => at !== index))}>
                  {t('pathway.step.remove', { number: index + 1 })}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
      {steps.length >= STEPS_MAX ? null : (
        <div className="row">
          <Button variant="default" size="xs" onClick={add}>
            {t('pathway.step.add')}
          </Button>
        </div>
      )}
    </>
  )
}

interface StepFieldsProps {
  readonly step: Step
  readonly number: number
  readonly products: Pathways['products']
  readonly problem: string | null
  readonly change: (over: Partial<Step>) => void
}

function StepFields({ step, number, products, problem, change }: StepFieldsProps) {
  const none = { value: '', label: t('pathway.step.product.none') }
  return (
    <div className="number-fields">
      <TextInput
        label={t('pathway.step.title', { number })}
        maxLength={200}
        value={step.title}
        error={problem}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      {products.length === 0 ? null : (
        <NativeSelect
          label={t('pathway.step.product', { number })}
          value={step.productId ?? ''}
          data={[none, ...products.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(event) =>
            change({ productId: event.currentTarget.value === '' ? null : event.currentTarget.value })
          }
        />
      )}
      <TextInput
        label={t('pathway.step.address', { number })}
        description={number === 1 ? t('pathway.step.address.says') : undefined}
        type="url"
        maxLength={1000}
        value={step.address ?? ''}
        onChange={(event) =>
          change({ address: event.currentTarget.value.trim() === '' ? null : event.currentTarget.value.trim() })
        }
      />
    </div>
  )
}
