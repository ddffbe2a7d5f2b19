/** Logs an interaction by keyboard in a few seconds: starts with last used values, keeps a draft, Ctrl+Enter sends. */
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import type { InteractionType } from '../../../http/contract/coaching.ts'
import type { Named } from '../../../http/contract/shapes.ts'
import { ApiFailure } from '../../api-failure.ts'
import { formatDay } from '../../formats.ts'
import { joinNames } from '../../names.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { t } from '../../translate.ts'
import { EducatorPicker } from './educator-picker.tsx'
import { schoolAfterTagging } from './log-form.ts'
import type { LogForm } from './log-form.ts'
import { useLog } from './use-log.ts'
import type { Log } from './use-log.ts'

interface QuickLogProps {
  readonly start: LogForm
  readonly fromDraft: boolean
  readonly types: readonly InteractionType[]
  readonly schools: readonly Named[]
}

export function QuickLog({ start, fromDraft, types, schools }: QuickLogProps) {
  const log = useLog(start, fromDraft)
  const onKeyDown = (press: KeyboardEvent<HTMLFormElement>) => {
    if (press.key !== 'Enter' || !(press.ctrlKey || press.metaKey)) return
    press.preventDefault()
    press.stopPropagation()
    log.submit()
  }
  return (
    <Form submit={log.submit} onKeyDownCapture={onKeyDown}>
      {log.restored ? <Restored log={log} /> : null}
      <EducatorPicker
        inputRef={log.focusable('educatorIds')}
        value={log.form.educatorIds}
        error={log.problems['educatorIds']}
        onChange={(educatorIds, tagged) => {
          log.change({ educatorIds, schoolId: schoolAfterTagging(log.form.schoolId, tagged) })
        }}
      />
      <WhenAndWhat log={log} types={types} schools={schools} />
      <Textarea
        ref={log.focusable('notes')}
        label={t('log.notes')}
        description={t('log.notes.hint')}
        rows={4}
        value={log.form.notes}
        error={log.problems['notes']}
        onChange={(change) => log.change({ notes: change.currentTarget.value })}
      />
      <Outcome log={log} />
      <div className="row">
        <Button type="submit" loading={log.sending}>
          {t('log.submit')}
        </Button>
        <span className="dim log-hint">{log.draftKept ? t('log.draft.kept') : t('log.hint')}</span>
      </div>
    </Form>
  )
}

function Restored({ log }: { readonly log: Log }) {
  return (
    <Note mood="calm">
      <div className="row">
        <span>{t('log.draft.restored')}</span>
        <Button variant="default" size="xs" onClick={log.discard}>
          {t('log.draft.discard')}
        </Button>
      </div>
    </Note>
  )
}

interface FieldsProps {
  readonly log: Log
  readonly types: readonly InteractionType[]
  readonly schools: readonly Named[]
}

function WhenAndWhat({ log, types, schools }: FieldsProps) {
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

/** A refusal that names fields is shown at the fields; here what concerns the whole. */
function Outcome({ log }: { readonly log: Log }) {
  const { failure, logged } = log
  const atFields = failure instanceof ApiFailure && Object.keys(failure.fields).length > 0
  return (
    <>
      {failure === null || atFields ? null : <FailureNote failure={failure} />}
      <Quietly>
        {logged === null ? null : (
          <Note mood="good" title={t('log.done')}>
            <p>
              {t('log.done.says', {
                minutes: logged.minutes,
                type: logged.type.name,
                names: joinNames(logged.educators),
                date: formatDay(logged.date),
              })}
            </p>
          </Note>
        )}
      </Quietly>
    </>
  )
}
