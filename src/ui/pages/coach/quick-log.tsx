/** Logs an interaction by keyboard in a few seconds: starts with last used values, keeps a draft, Ctrl+Enter sends. */
import { Button } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { ApiFailure } from '../../api-failure.ts'
import { formatDay } from '../../formats.ts'
import { joinNames } from '../../names.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { t } from '../../translate.ts'
import { AttachField, UploadList } from './attach-field.tsx'
import { DraftRefusal, RestoredDraft } from './draft-notes.tsx'
import { LogFields } from './log-fields.tsx'
import type { Choices } from './log-fields.tsx'
import { Share } from './share.tsx'
import { useLog } from './use-log.ts'
import type { Beginning, Log } from './use-log.ts'

interface QuickLogProps extends Choices {
  readonly beginning: Beginning
  /** Lays this one aside as a draft and begins another. */
  readonly another: () => void
}

export function QuickLog({ beginning, another, types, schools, tags }: QuickLogProps) {
  const log = useLog(beginning)
  return (
    <Form submit={log.submit} onKeyDownCapture={onCtrlEnter(log.submit)}>
      {log.restored ? <RestoredDraft discard={log.discard} /> : null}
      <LogFields isNew log={log} types={types} schools={schools} tags={tags} />
      <AttachField files={log.attaching.files} choose={log.attaching.choose} />
      <Share form={log.form} today={log.today} isTicked={log.share} tick={log.setShare} />
      <Outcome log={log} />
      <UploadList uploads={log.attaching.uploads} />
      <DraftRefusal refusal={log.draftRefusal} />
      <div className="row">
        <Button type="submit" loading={log.sending}>
          {t('log.submit')}
        </Button>
        {log.draftKept || log.restored ? (
          <Button variant="default" onClick={() => void log.keep().then(another)}>
            {t('log.draft.another')}
          </Button>
        ) : null}
        <span className="dim log-hint">{log.draftKept ? t('log.draft.kept') : t('log.hint')}</span>
        {log.form.date < log.today ? (
          <span className="log-past">{t('log.past', { date: formatDay(log.form.date) })}</span>
        ) : null}
      </div>
    </Form>
  )
}

/** Ctrl+Enter (or ⌘+Enter) anywhere in a form sends it. */
export function onCtrlEnter(submit: () => void) {
  return (press: KeyboardEvent<HTMLFormElement>) => {
    if (press.key !== 'Enter' || !(press.ctrlKey || press.metaKey)) return
    press.preventDefault()
    press.stopPropagation()
    submit()
  }
}

/** A refusal that names fields is shown at the fields; here what concerns the whole. */
export function RefusalOf({ failure }: { readonly failure: unknown }) {
  const atFields = failure instanceof ApiFailure && Object.keys(failure.fields).length > 0
  return failure === null || atFields ? null : <FailureNote failure={failure} />
}

function Outcome({ log: { failure, logged } }: { readonly log: Log }) {
  return (
    <>
      <RefusalOf failure={failure} />
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
            {logged.cycle === null ? null : <p>{t('log.done.cycle', { phase: logged.cycle.phase.name })}</p>}
          </Note>
        )}
      </Quietly>
    </>
  )
}
