/** The fields of an interaction, of a new one and of one that is put right. */
import { MultiSelect, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { InteractionType } from '../../../http/contract/coaching.ts'
import type { CoachingTag } from '../../../http/contract/coaching-words.ts'
import type { Named, PersonName } from '../../../http/contract/shapes.ts'
import { t } from '../../translate.ts'
import { CycleChoice } from './cycle-choice.tsx'
import { EducatorPicker } from './educator-picker.tsx'
import { hasMore, schoolAfterTagging } from './log-form.ts'
import type { FormState } from './use-log.ts'

/** What there is to choose from. */
export interface Choices {
  readonly types: readonly InteractionType[]
  readonly schools: readonly Named[]
  readonly tags: readonly CoachingTag[]
}

interface FieldsProps extends Choices {
  readonly log: FormState
}

const NOBODY: readonly PersonName[] = []

interface LogFieldsProps extends FieldsProps {
  /** Tagged already. */
  readonly tagged?: readonly PersonName[]
  /** Of one that is logged already the cycle is chosen beside it. */
  readonly isNew?: boolean
}

export function LogFields({ log, types, schools, tags, tagged = NOBODY, isNew = false }: LogFieldsProps) {
  return (
    <>
      <EducatorPicker
        inputRef={log.focusable('educatorIds')}
        value={log.form.educatorIds}
        known={tagged}
        error={log.problems['educatorIds']}
        onChange={(educatorIds, now) => {
          log.change({ educatorIds, schoolId: schoolAfterTagging(log.form.schoolId, now) })
        }}
      />
      <WhenAndWhat log={log} types={types} schools={schools} />
      {isNew ? <CycleChoice log={log} /> : null}
      <Textarea
        ref={log.focusable('notes')}
        label={t('log.notes')}
        description={t('log.notes.hint')}
        rows={4}
        value={log.form.notes}
        error={log.problems['notes']}
        onChange={(change) => log.change({ notes: change.currentTarget.value })}
      />
      <More log={log} schools={schools} tags={tags} />
    </>
  )
}

function WhenAndWhat({ log, types, schools }: Omit<FieldsProps, 'tags'>) {
  const { form, problems, change, focusable } = log
  return (
    <div className="log-fields">
      {/* Minutes first: a date is three stops of the Tab key, and it is mostly today's. */}
      <TextInput
        ref={focusable('minutes')}
        label={t('log.minutes')}
        inputMode="numeric"
        autoComplete="off"
        value={form.minutes}
        error={problems['minutes']}
        onFocus={(focus) => focus.currentTarget.select()}
        onChange={(event) => change({ minutes: event.currentTarget.value })}
      />
      <TextInput
        ref={focusable('date')}
        type="date"
        label={t('log.date')}
        max={log.today}
        value={form.date}
        error={problems['date']}
        onChange={(event) => change({ date: event.currentTarget.value })}
      />
      <NativeSelect
        ref={focusable('typeId')}
        label={t('log.type')}
        value={form.typeId}
        error={problems['typeId']}
        data={choices(types)}
        onChange={(event) => change({ typeId: event.currentTarget.value })}
      />
      <NativeSelect
        ref={focusable('schoolId')}
        label={t('log.school')}
        value={form.schoolId}
        error={problems['schoolId']}
        data={choices(schools)}
        onChange={(event) => change({ schoolId: event.currentTarget.value })}
      />
    </div>
  )
}

function choices(of: readonly { readonly id: string; readonly name: string }[]) {
  return [{ value: '', label: t('choose') }, ...of.map(({ id, name }) => ({ value: id, label: name }))]
}

/** What most interactions have none of: behind one stop of the Tab key. */
function More({ log, schools, tags }: Omit<FieldsProps, 'types'>) {
  const { form, problems, change, focusable } = log
  const [open, setOpen] = useState(hasMore(form))
  if (!open && !hasMore(form)) {
    return (
      <button type="button" className="quiet-button" aria-expanded={false} onClick={() => setOpen(true)}>
        {t('log.more')}
      </button>
    )
  }
  const offered = tags.filter(({ id, isActive }) => isActive || form.tagIds.includes(id))
  return (
    <>
      <div className="log-next">
        <TextInput
          ref={focusable('nextStepText')}
          label={t('log.next-step')}
          maxLength={1000}
          value={form.nextStepText}
          error={problems['nextStepText']}
          autoComplete="off"
          onChange={(event) => change({ nextStepText: event.currentTarget.value })}
        />
        <TextInput
          ref={focusable('nextStepDueOn')}
          type="date"
          label={t('log.next-step.due')}
          min={form.date}
          value={form.nextStepDueOn}
          error={problems['nextStepDueOn']}
          onChange={(event) => change({ nextStepDueOn: event.currentTarget.value })}
        />
      </div>
      {offered.length === 0 ? null : <Several label={t('log.tags')} field="tagIds" log={log} offered={offered} />}
      {schools.length < 2 ? null : (
        <Several
          label={t('log.other-schools')}
          field="otherSchoolIds"
          log={log}
          offered={schools.filter(({ id }) => id !== form.schoolId)}
        />
      )}
    </>
  )
}

interface SeveralProps {
  readonly label: string
  readonly field: 'tagIds' | 'otherSchoolIds'
  readonly log: FormState
  readonly offered: readonly Named[]
}

function Several({ label, field, log, offered }: SeveralProps) {
  return (
    <MultiSelect
      ref={log.focusable(field)}
      label={label}
      data={offered.map(({ id, name }) => ({ value: id, label: name }))}
      value={log.form[field].filter((id) => offered.some((one) => one.id === id))}
      error={log.problems[field]}
      onChange={(ids) => log.change({ [field]: ids })}
      searchable
      clearSearchOnChange
      hidePickedOptions
      withScrollArea={false}
      classNames={{ options: 'picker-list' }}
      attributes={{ options: { tabIndex: -1 } }}
      comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
    />
  )
}
