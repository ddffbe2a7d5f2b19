/** One interaction in a list: what it was, its next step, and what its author can do with it. */
import '../../styles/checkbox.css'
import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Interaction } from '../../../http/contract/coaching.ts'
import { formatDay } from '../../formats.ts'
import { joinNames, nameOf } from '../../names.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { FailureNote, Pill, Waiting } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { CYCLES } from '../cycles/queries.ts'
import { CyclePanel } from './cycle-panel.tsx'
import { EditInteraction } from './edit-interaction.tsx'
import { FilesPanel } from './files-panel.tsx'
import { History } from './history.tsx'
import { OpenedWords, OpenWords, PrivateWords } from './open-words.tsx'
import { MailPanel } from './mail-panel.tsx'
import { EDUCATORS, INTERACTIONS, TODAY, wordsQuery } from './queries.ts'
import { StepTick } from './step-tick.tsx'

/** Whether the entry is one of those that something is done with at once. */
export interface Choice {
  readonly isChosen: boolean
  readonly choose: (id: string, isChosen: boolean) => void
}

interface EntryProps {
  readonly interaction: Interaction
  /** Whether its coach is named. */
  readonly named: boolean
  /** Null: nothing is being chosen. */
  readonly choice: Choice | null
}

type Opened = 'note' | 'edit' | 'cycle' | 'files' | 'history' | 'mail' | null

export function Entry({ interaction, named, choice }: EntryProps) {
  const { me } = useReader()
  const [opened, setOpened] = useState<Opened>(null)
  const id = useId()
  const who = joinNames(interaction.educators) || t('interactions.nobody')
  const isMine = interaction.coach.id === me.person?.id && me.may.includes('edit:interaction')
  const turn = (what: Exclude<Opened, null>) => setOpened(opened === what ? null : what)
  return (
    <li className="timeline-entry">
      <div className="timeline-line">
        {choice === null ? (
          <span className="timeline-who">{who}</span>
        ) : (
          <Checkbox
            label={who}
            checked={choice.isChosen}
            onChange={(change) => choice.choose(interaction.id, change.currentTarget.checked)}
          />
        )}
        <Pill mood="calm">{interaction.type.name}</Pill>
      </div>
      <Facts interaction={interaction} named={named} />
      <NextStep interaction={interaction} isMine={isMine} />
      <div className="row entry-acts">
        {interaction.hasNotes || interaction.nextStep !== null || (!isMine && interaction.attachmentCount > 0) ? (
          <button
            type="button"
            className="quiet-button"
            aria-expanded={opened === 'note'}
            aria-controls={id}
            onClick={() => turn('note')}
          >
            {t(opened === 'note' ? 'interactions.hide-note' : 'interactions.show-note')}
          </button>
        ) : null}
        {isMine ? <OwnActs interaction={interaction} who={who} opened={opened} turn={turn} /> : null}
      </div>
      <div id={id}>
        {opened === 'note' ? <Words interactionId={interaction.id} /> : null}
        {opened === 'edit' ? <EditInteraction interactionId={interaction.id} done={() => setOpened(null)} /> : null}
        {opened === 'cycle' ? <CyclePanel interaction={interaction} /> : null}
        {opened === 'files' ? <FilesPanel interactionId={interaction.id} /> : null}
        {opened === 'history' ? <History interactionId={interaction.id} /> : null}
        {opened === 'mail' ? <MailPanel interaction={interaction} /> : null}
      </div>
    </li>
  )
}

function Facts({ interaction, named }: Pick<EntryProps, 'interaction' | 'named'>) {
  const { date, minutes, school, otherSchools, tags, attachmentCount } = interaction
  return (
    <>
      <div className="dim">
        {t('interactions.facts', {
          date: formatDay(date),
          minutes,
          school: [school, ...otherSchools].map(({ name }) => name).join(', '),
        })}
        {named ? ` · ${nameOf(interaction.coach)}` : ''}
        {attachmentCount === 0 ? '' : ` · ${t('interactions.files', { count: attachmentCount })}`}
      </div>
      {tags.length === 0 ? null : (
        <div className="entry-tags">
          {tags.map(({ id, name }) => (
            <span key={id} className="tag">
              {name}
            </span>
          ))}
        </div>
      )}
    </>
  )
}

/** When it is due, whether it was done; what it says stands with the note. */
function NextStep({ interaction, isMine }: { readonly interaction: Interaction; readonly isMine: boolean }) {
  const { nextStep, id, version } = interaction
  if (nextStep === null) return null
  return (
    <div className="row entry-step">
      <span className="dim">{saysOfStep(nextStep)}</span>
      {isMine ? <StepTick interactionId={id} version={version} isDone={nextStep.doneOn !== null} /> : null}
    </div>
  )
}

function saysOfStep({ dueOn, doneOn }: NonNullable<Interaction['nextStep']>): string {
  if (doneOn !== null) return t('step.done', { date: formatDay(doneOn) })
  return dueOn === null ? t('step.open') : t('step.due', { date: formatDay(dueOn) })
}

/** What else knows of an interaction: steps that wait, and cycles. */
const BESIDES = [TODAY, CYCLES, [EDUCATORS]]
const OWN_ACTS = ['edit', 'cycle', 'files', 'mail', 'history'] as const

interface OwnActsProps {
  readonly interaction: Interaction
  readonly who: string
  readonly opened: Opened
  readonly turn: (what: (typeof OWN_ACTS)[number]) => void
}

function OwnActs({ interaction, who, opened, turn }: OwnActsProps) {
  const { id, version } = interaction
  const asked = useAskedAgain(INTERACTIONS, () => null, BESIDES)
  const about = { who, date: formatDay(interaction.date) }
  if (asked.question !== null) return asked.question
  return (
    <>
      {OWN_ACTS.filter((what) => what !== 'history' || version !== '1').map((what) => (
        <button
          key={what}
          type="button"
          className="quiet-button"
          aria-expanded={opened === what}
          aria-label={t(`entry.${what}.of`, about)}
          onClick={() => turn(what)}
        >
          {t(`entry.${what}`)}
        </button>
      ))}
      <button
        type="button"
        className="quiet-button"
        aria-label={t('entry.delete.of', about)}
        onClick={() =>
          asked.ask({
            label: t('entry.delete.of', about),
            sure: t('entry.delete.sure'),
            says: null,
            act: (send) =>
              send('POST /api/v1/coaching/interactions/{interactionId}/deletion', {
                params: { interactionId: id },
                body: { version },
              }),
          })
        }
      >
        {t('entry.delete')}
      </button>
      {asked.failure}
    </>
  )
}

function Words({ interactionId }: { readonly interactionId: string }) {
  const { send } = useReader()
  const found = useQuery(wordsQuery(send, interactionId))
  if (found.isPending) return <Waiting lines={2} />
  if (found.isLoadingError) return <FailureNote failure={found.error} retry={() => void found.refetch()} />
  const { closed, notes, nextStepText } = found.data
  if (closed === 'private') return <PrivateWords />
  if (closed === 'reason') return <OpenWords interactionId={interactionId} />
  return <OpenedWords notes={notes} nextStepText={nextStepText} />
}
