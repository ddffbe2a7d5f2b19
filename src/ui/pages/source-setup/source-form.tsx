/** How a source is read and when, filled in; tried before it is saved. */
import '../../styles/settings.css'
import { Button, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { TrySourceBody } from '../../../http/contract/sources.ts'
import { ApiFailure, type FieldProblems } from '../../api-failure.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { t } from '../../translate.ts'
import { FormFields } from './config-fields.tsx'
import { type ConfigForm, configOf, type Draft, draftOf, missingIn } from './config-schema.ts'
import { cronOf, whenOf } from './schedule.ts'
import { ScheduleFields } from './schedule-fields.tsx'
import { Trial } from './trial.tsx'

/** What was filled in. `windowEnd` null: the installation's. */
export interface Filled {
  readonly id: string
  readonly config: Readonly<Record<string, unknown>>
  readonly schedule: string | null
  readonly windowEnd: string | null
}

interface SourceFormProps {
  readonly label: string
  readonly connector: string
  readonly forms: readonly ConfigForm[]
  readonly zone: string
  /** What is there; null: a new source. */
  readonly set: (Filled & { readonly windowEndStandard: string }) | null
  readonly save: string
  readonly saving: { readonly isPending: boolean; readonly error: unknown }
  readonly submit: (filled: Filled, failed: (failure: unknown) => void) => void
}

export function SourceForm(props: SourceFormProps) {
  const { label, forms, zone, set, saving } = props
  const form = useSourceForm(props)
  const { draft, problems } = form
  const failure = saving.error !== null && Object.keys(problems).length === 0 ? saving.error : null
  return (
    <Form
      submit={() => {
        const filled = form.read(true)
        if (filled !== null && !saving.isPending) props.submit(filled, form.failed)
      }}
      className="stack source-form"
      aria-label={label}
    >
      {set === null ? <IdField form={form} /> : null}
      <FormFields
        forms={forms}
        path=""
        label={t('source-setup.form')}
        draft={draft}
        problems={problems}
        change={form.setDraft}
      />
      <Trial asked={() => triedOf(props, form.read(false))} failed={form.failed} />
      <ScheduleFields when={form.when} zone={zone} problem={problems['schedule']} change={form.setWhen} />
      {set === null ? null : (
        <TextInput
          type="time"
          label={t('source-setup.window')}
          description={t('source-setup.window.says', { standard: set.windowEndStandard })}
          value={form.windowEnd}
          error={problems['windowEnd']}
          onChange={(event) => form.setWindowEnd(event.currentTarget.value)}
        />
      )}
      <Unplaced problems={problems} forms={forms} draft={draft} />
      {failure === null ? null : <FailureNote failure={failure} />}
      <div className="row">
        <Button type="submit" loading={saving.isPending}>
          {props.save}
        </Button>
      </div>
    </Form>
  )
}

type SourceFormState = ReturnType<typeof useSourceForm>

function IdField({ form }: { readonly form: SourceFormState }) {
  return (
    <TextInput
      label={t('source-setup.id')}
      description={t('source-setup.id.says')}
      maxLength={63}
      value={form.id}
      error={form.problems['id']}
      onChange={(event) => form.setId(event.currentTarget.value)}
    />
  )
}

function useSourceForm({ forms, set }: SourceFormProps) {
  const [id, setId] = useState(set?.id ?? '')
  const [draft, setDraft] = useState<Draft>(() => draftOf(forms, set?.config ?? {}))
  const [when, setWhen] = useState(() => whenOf(set === null ? '0 2 * * *' : set.schedule))
  const [windowEnd, setWindowEnd] = useState(set?.windowEnd ?? '')
  const [problems, setProblems] = useState<FieldProblems>({})
  /** Null, and said at the fields, where something is missing. */
  const read = (whole: boolean): Filled | null => {
    const missing = missingIn(forms, draft).map((path) => [path, t('source-setup.needed')] as const)
    const schedule = cronOf(when)
    const found = Object.fromEntries([
      ...(whole && set === null && !/^[a-z0-9][a-z0-9-]{0,62}$/.test(id) ? [['id', t('source-setup.id.wrong')]] : []),
      ...(whole && (schedule === '' || when.time === '') ? [['schedule', t('source-setup.needed')]] : []),
      ...missing,
    ]) as FieldProblems
    setProblems(found)
    if (Object.keys(found).length > 0) return null
    return { id, config: configOf(forms, draft), schedule, windowEnd: windowEnd === '' ? null : windowEnd }
  }
  /** The server's problems stand at their fields; true where there are any. */
  const failed = (failure: unknown): boolean => {
    const named = failure instanceof ApiFailure ? Object.entries(failure.fields) : []
    setProblems(Object.fromEntries(named.map(([name, says]) => [name.replace(/^config/, ''), says])))
    return named.length > 0
  }
  return { id, setId, draft, setDraft, when, setWhen, windowEnd, setWindowEnd, problems, read, failed }
}

function triedOf({ set, connector }: SourceFormProps, filled: Filled | null): TrySourceBody | null {
  return filled === null ? null : { sourceId: set?.id ?? null, connector, config: { ...filled.config } }
}

/** What the server says of the configuration as a whole, or of a field that is not on the page. */
function Unplaced({
  problems,
  forms,
  draft,
}: {
  readonly problems: FieldProblems
  readonly forms: readonly ConfigForm[]
  readonly draft: Draft
}): ReactNode {
  const placed = new Set(['id', 'schedule', 'windowEnd', ...pathsIn(forms), ...pairPaths(draft)])
  const rest = Object.entries(problems).filter(([path]) => !placed.has(path))
  return rest.map(([path, says]) => (
    <p key={path} className="problem" role="alert">
      {path === '' ? t('source-setup.whole', { says }) : t('source-setup.part', { part: path.slice(1), says })}
    </p>
  ))
}

function pathsIn(forms: readonly ConfigForm[]): readonly string[] {
  return forms.flatMap(({ fields }) =>
    fields.flatMap((field) => {
      if (field.kind === 'group') return pathsIn([{ title: '', constants: {}, fields: field.fields }])
      return field.kind === 'forms' ? pathsIn(field.forms) : [field.path]
    }),
  )
}

function pairPaths({ pairs }: Draft): readonly string[] {
  return Object.entries(pairs).flatMap(([path, list]) => list.map(({ name }) => `${path}/${name.trim()}`))
}
