/** A programme as it is begun or changed: its name, its days, and what points are given for. */
import '../../styles/settings.css'
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Programme, ProgrammeBody } from '../../../http/contract/programmes.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useToday } from '../../parts/today.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { POINTS } from './queries.ts'

const REASONS_MAX = 20

interface Reason {
  /** Of this form, whatever its place. */
  readonly key: number
  readonly words: string
  readonly points: string
}

interface FormProps {
  readonly classId: string
  /** Null: a new one. */
  readonly programme: Programme | null
  readonly saved: (id: string) => void
  readonly cancel?: () => void
}

export function ProgrammeForm({ classId, programme, saved, cancel }: FormProps) {
  const { draft, change } = useDraft(programme)
  const saving = useSaving({ classId, programme, saved })
  const { name, startsOn, endsOn, reasons, isTried } = draft
  const missing = (text: string) => (isTried && text.trim() === '' ? t('points.form.needed') : null)
  const submit = () => {
    change({ isTried: true })
    const body = bodyOf(draft)
    if (body !== null && !saving.isPending) saving.mutate(body)
  }
  const dates = [
    ['points.form.from', startsOn, (value: string) => change({ startsOn: value })],
    ['points.form.to', endsOn, (value: string) => change({ endsOn: value })],
  ] as const
  return (
    <Form submit={submit} aria-label={t(programme === null ? 'points.programme.begin' : 'points.programme.change')}>
      <div className="number-fields">
        <TextInput
          label={t('points.form.name')}
          maxLength={80}
          value={name}
          error={missing(name)}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        {dates.map(([label, value, set]) => (
          <TextInput
            key={label}
            type="date"
            label={t(label)}
            value={value}
            error={missing(value)}
            onChange={(event) => set(event.currentTarget.value)}
          />
        ))}
      </div>
      <Reasons reasons={reasons} isTried={isTried} set={(next) => change({ reasons: next })} />
      {saving.error === null ? null : <FailureNote failure={saving.error} />}
      <div className="row">
        <Button type="submit" loading={saving.isPending}>
          {t('points.form.save')}
        </Button>
        {cancel === undefined ? null : (
          <Button variant="default" onClick={cancel}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </Form>
  )
}

interface Draft {
  readonly name: string
  readonly startsOn: string
  readonly endsOn: string
  readonly reasons: readonly Reason[]
  /** Somebody has tried to save it. */
  readonly isTried: boolean
}

function useDraft(programme: Programme | null) {
  const { me } = useReader()
  const today = useToday(me.district.timezone)
  const [draft, setDraft] = useState<Draft>({
    name: programme?.name ?? '',
    startsOn: programme?.startsOn ?? today,
    endsOn: programme?.endsOn ?? '',
    reasons: programme?.reasons.map(({ words, points }, key) => ({ key, words, points: String(points) })) ?? [
      { key: 0, words: '', points: '1' },
    ],
    isTried: false,
  })
  return { draft, change: (over: Partial<Draft>) => setDraft((now) => ({ ...now, ...over })) }
}

/** Null: something is missing or no number. */
function bodyOf({ name, startsOn, endsOn, reasons }: Draft): ProgrammeBody | null {
  const isWhole = [name, startsOn, endsOn, ...reasons.map(({ words }) => words)].every((text) => text.trim() !== '')
  if (!isWhole || !reasons.every(({ points }) => isPoints(points))) return null
  return { name, startsOn, endsOn, reasons: reasons.map(({ words, points }) => ({ words, points: Number(points) })) }
}

function isPoints(text: string): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 100
}

function useSaving({ classId, programme, saved }: Omit<FormProps, 'cancel'>) {
  const { send } = useReader()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: ProgrammeBody) =>
      programme === null
        ? send('POST /api/v1/classes/{classId}/programmes', { params: { classId }, body })
        : send('PUT /api/v1/programmes/{programmeId}', { params: { programmeId: programme.id }, body }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: [POINTS] })
      saved(id)
    },
  })
}

interface ReasonsProps {
  readonly reasons: readonly Reason[]
  readonly isTried: boolean
  readonly set: (reasons: readonly Reason[]) => void
}

function Reasons({ reasons, isTried, set }: ReasonsProps) {
  const change = (key: number, over: Partial<Reason>) =>
    set(reasons.map((one) => (one.key === key ? { ...one, ...over } : one)))
  const add = () =>
    set([...reasons, { key: Math.max(...reasons.map(({ key }) => key), 0) + 1, words: '', points: '1' }])
  return (
    <>
      <ol className="plain-list stack">
        {reasons.map(({ key, words, points }, index) => (
          <li key={key}>
            <div className="number-fields">
              <TextInput
                label={t('points.form.reason', { number: index + 1 })}
                description={index === 0 ? t('points.form.reason.says') : undefined}
                maxLength={80}
                value={words}
                error={isTried && words.trim() === '' ? t('points.form.needed') : null}
                onChange={(event) => change(key, { words: event.currentTarget.value })}
              />
              <TextInput
                label={t('points.form.points', { number: index + 1 })}
                inputMode="numeric"
                maxLength={3}
                value={points}
                error={isTried && !isPoints(points) ? t('points.form.number') : null}
                onChange={(event) => change(key, { points: event.currentTarget.value.trim() })}
              />
            </div>
            {reasons.length === 1 ? null : (
              <Button variant="subtle" size="compact-xs" onClick={() => set(reasons.filter((one) => one.key !== key))}>
                {t('points.form.reason.remove', { number: index + 1 })}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {reasons.length >= REASONS_MAX ? null : (
        <div className="row">
          <Button variant="default" size="xs" onClick={add}>
            {t('points.form.reason.add')}
          </Button>
        </div>
      )}
    </>
  )
}
