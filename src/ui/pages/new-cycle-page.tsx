/** Starting a coaching cycle. */
import '../styles/coach.css'
import '../styles/cycles.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Card } from '../parts/card.tsx'
import { FailureNote, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useToday } from '../parts/today.ts'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'
import { cycleDraft } from './coach/draft-names.ts'
import { type FormEnds, useKeptDraft } from './coach/use-draft.ts'
import { CycleForm } from './cycles/cycle-form.tsx'
import { beginCycle, bodyOf, cycleKept, type CycleValues } from './cycles/cycle-values.ts'
import { choicesQuery, putCycle } from './cycles/queries.ts'

const DRAFT = cycleDraft(null)

export function NewCyclePage() {
  const { send, me } = useReader()
  const queries = useQueryClient()
  const today = useToday(me.district.timezone)
  const choices = useQuery(choicesQuery(send))
  const kept = useKeptDraft(DRAFT)
  const saving = useMutation({
    mutationFn: ({ values }: { readonly values: CycleValues; readonly draft: FormEnds }) =>
      send('POST /api/v1/coaching/cycles', { body: bodyOf(values) }),
    onError: (_failure, { draft }) => draft.undone(),
    onSuccess: (cycle, { draft }) => {
      draft.done()
      putCycle(queries, cycle)
      location.hash = paths.cycle(cycle.id)
    },
  })
  return (
    <>
      <PageHead title={t('cycle.new.title')} says={t('cycle.new.says')} />
      {choices.isPending || kept === undefined ? <Waiting lines={6} /> : null}
      {choices.isLoadingError ? <FailureNote failure={choices.error} retry={() => void choices.refetch()} /> : null}
      {choices.data === undefined || kept === undefined ? null : (
        <Card title={t('cycles.start')}>
          <CycleForm
            label={t('cycle.new.title')}
            start={beginCycle(choices.data, today)}
            kept={kept === null ? null : cycleKept(kept)}
            draftId={DRAFT}
            version={null}
            choices={{ ...choices.data, ratesEnd: false }}
            known={[]}
            saving={{ failure: saving.error, isPending: saving.isPending }}
            submitLabel={t('cycle.begin')}
            save={(values, draft) => saving.mutate({ values, draft })}
            cancel={() => {
              location.hash = paths.cycles()
            }}
          />
        </Card>
      )}
    </>
  )
}
