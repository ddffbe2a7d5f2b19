/** Links in the LMS to a survey or a report that isn’t for whoever opened them: what they can do instead. */
import { entriesFor } from '../access.ts'
import { doorIcon } from '../parts/icons.tsx'
import { Empty } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'

export function NoSurvey() {
  return <NotHere title={t('survey.gone')} says={t('link.no-survey.says')} />
}

export function NoClassReport() {
  return <NotHere title={t('link.no-report')} says={t('link.no-report.says')} />
}

function NotHere({ title, says }: { readonly title: string; readonly says: string }) {
  const { me } = useReader()
  // The start would open the link again.
  const own = entriesFor(me)[0]?.address ?? paths.home()
  return (
    <>
      <PageHead title={t('link.title')} />
      <div className="card">
        <Empty icon={doorIcon} title={title} level={2} action={<a href={own}>{t('link.own')}</a>}>
          {says}
        </Empty>
      </div>
    </>
  )
}
