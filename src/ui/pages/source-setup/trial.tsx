/** Whether the feed can be reached and read with what is filled in, step by step; nothing is stored. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { SourceTrial, TrySourceBody } from '../../../http/contract/sources.ts'
import { FailureNote, Note, Pill, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'

interface TrialProps {
  /** What is to be tried; null: something is missing, and the form says so. */
  readonly asked: () => TrySourceBody | null
  readonly failed: (failure: unknown) => boolean
}

export function Trial({ asked, failed }: TrialProps) {
  const { send } = useReader()
  const trying = useMutation({
    mutationFn: (body: TrySourceBody) => send('POST /api/v1/source-trials', { body, patient: true }),
    onError: failed,
  })
  const { data, error } = trying
  return (
    <>
      <div className="row">
        <Button
          variant="default"
          loading={trying.isPending}
          onClick={() => {
            const body = asked()
            if (body !== null) trying.mutate(body)
          }}
        >
          {t('source-setup.try')}
        </Button>
      </div>
      <Quietly>{trying.isPending || data === undefined ? null : <Lines trial={data} />}</Quietly>
      {error === null ? null : <FailureNote failure={error} />}
    </>
  )
}

function Lines({ trial }: { readonly trial: SourceTrial }) {
  return (
    <Note mood={trial.works ? 'good' : 'warn'} title={t(trial.works ? 'source-setup.works' : 'source-setup.works-not')}>
      <ul className="plain-list trial">
        {trial.lines.map((line) => (
          <li key={line.what}>
            <Pill mood={moodOf(line)}>{t(wordOf(line))}</Pill>
            <span>
              <strong>{line.what}</strong> {line.says}
            </span>
          </li>
        ))}
      </ul>
    </Note>
  )
}

type Line = SourceTrial['lines'][number]

function moodOf({ ok, isOptional }: Line) {
  if (ok) return 'good'
  return isOptional ? 'calm' : 'bad'
}

function wordOf({ ok, isOptional }: Line) {
  if (ok) return 'source-setup.line.ok'
  return isOptional ? 'source-setup.line.optional' : 'source-setup.line.not'
}
