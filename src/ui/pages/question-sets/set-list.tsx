/** The question sets that there are: what each asks, who asks it, and what may be done with it. */
import '../../styles/community.css'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { QuestionSetLine, QuestionSetShown } from '../../../http/contract/question-sets.ts'
import { saveFile } from '../../csv.ts'
import { formatDay } from '../../formats.ts'
import { type Decision, useAskedAgain } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import { FailureNote, Pill, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { textIn } from '../survey/words.ts'
import { QUESTION_SETS, setQuery } from './queries.ts'
import { SetPreview } from './set-preview.tsx'

interface SetListProps {
  readonly sets: readonly QuestionSetLine[]
  /** Whose questions are shown; null: no one's. */
  readonly open: string | null
  readonly show: (id: string | null) => void
  readonly say: (words: string) => void
}

export function SetList({ sets, open, show, say }: SetListProps) {
  return (
    <Card title={t('question-sets.list')}>
      <ul className="plain-list member-rows">
        {sets.map((set) => (
          <li key={set.id}>
            <SetRow set={set} isOpen={open === set.id} show={show} say={say} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

interface SetRowProps extends Pick<SetListProps, 'show' | 'say'> {
  readonly set: QuestionSetLine
  readonly isOpen: boolean
}

function SetRow({ set, isOpen, show, say }: SetRowProps) {
  const { ask, question, failure } = useAskedAgain(QUESTION_SETS, say)
  const name = textIn(set.title, 'en')
  return (
    <div className="stack">
      <div className="member-line">
        <span className="member-name">
          {name}
          <span className="dim">{toldOf(set)}</span>
        </span>
        <Marks set={set} />
        <Button
          size="xs"
          variant="default"
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'question-sets.hide-of' : 'question-sets.show-of', { set: name })}
          onClick={() => show(isOpen ? null : set.id)}
        >
          {t(isOpen ? 'question-sets.hide' : 'question-sets.show')}
        </Button>
        {decisionsOn(set, name).map(({ short, ...decision }) => (
          <Button key={short} size="xs" variant="default" aria-label={decision.label} onClick={() => ask(decision)}>
            {short}
          </Button>
        ))}
      </div>
      {question}
      {failure}
      {isOpen ? <Shown id={set.id} /> : null}
    </div>
  )
}

function Marks({ set: { isDefault, origin, retiredAt } }: { readonly set: QuestionSetLine }) {
  return (
    <>
      {isDefault ? <Pill mood="good">{t('question-sets.default')}</Pill> : null}
      {origin === 'staffroom' ? <Pill mood="calm">{t('question-sets.staffroom')}</Pill> : null}
      {retiredAt === null ? null : <Pill mood="calm">{t('question-sets.retired')}</Pill>}
    </>
  )
}

function toldOf({ id, version, questions, minutes, uses }: QuestionSetLine): string {
  return [
    id,
    ...(version === null ? [] : [t('question-sets.version', { version })]),
    t('question-sets.questions', { count: questions }),
    t('question-sets.minutes', { count: minutes }),
    ...(uses.begun + uses.planned === 0 ? [t('question-sets.uses.none')] : []),
    ...(uses.begun === 0 ? [] : [t('question-sets.uses.begun', { count: uses.begun })]),
    ...(uses.planned === 0 ? [] : [t('question-sets.uses.planned', { count: uses.planned })]),
  ].join(' · ')
}

/** What may be done with a set: one of Staffroom stays, and the default stays until another one is it. */
function decisionsOn(set: QuestionSetLine, name: string): readonly (Decision & { readonly short: string })[] {
  const params = { setName: set.id }
  if (set.retiredAt !== null) return [retiring('restore', false)]
  return [
    ...(set.isDefault
      ? []
      : [
          {
            short: t('question-sets.make-default'),
            label: t('question-sets.make-default-of', { set: name }),
            sure: t('question-sets.make-default.sure'),
            says: t('question-sets.make-default.done'),
            act: (send) => send('PUT /api/v1/question-sets/{setName}/default', { params }),
          } satisfies Decision & { readonly short: string },
        ]),
    ...(set.origin === 'staffroom' || set.isDefault ? [] : [retiring('retire', true)]),
  ]

  function retiring(word: 'retire' | 'restore', retired: boolean): Decision & { readonly short: string } {
    return {
      short: t(`question-sets.${word}`),
      label: t(`question-sets.${word}-of`, { set: name }),
      sure: t(`question-sets.${word}.sure`),
      says: t(`question-sets.${word}.done`),
      act: (send) => send('PUT /api/v1/question-sets/{setName}/retired', { params, body: { retired } }),
    }
  }
}

function Shown({ id }: { readonly id: string }) {
  const { send } = useReader()
  const found = useQuery(setQuery(send, id))
  if (found.isPending) return <Waiting lines={6} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { data } = found
  return (
    <div className="stack">
      <div className="row">
        <Button size="xs" variant="default" onClick={() => save(data)}>
          {t('question-sets.file')}
        </Button>
      </div>
      <Versions versions={data.versions} />
      <SetPreview set={data} />
    </div>
  )
}

function Versions({ versions }: Pick<QuestionSetShown, 'versions'>) {
  if (versions.length < 2) return null
  return (
    <section aria-label={t('question-sets.versions')}>
      <ul className="plain-list">
        {versions.map(({ version, appliesFrom }) => (
          <li key={version}>
            {t(version === 1 ? 'question-sets.versions.first' : 'question-sets.versions.line', {
              version,
              day: formatDay(appliesFrom),
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}

function save({ id, file }: QuestionSetShown): void {
  saveFile(`${id}.json`, new Blob([`${JSON.stringify(file, null, 2)}\n`], { type: 'application/json' }))
}
