/** An address that names no page. */
import { doorIcon } from '../parts/icons.tsx'
import { Empty } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { paths } from '../paths.ts'
import { t } from '../translate.ts'

export function Missing() {
  return (
    <>
      <PageHead title={t('missing.title')} />
      <div className="card">
        <Empty
          icon={doorIcon}
          title={t('missing.says')}
          level={2}
          action={<a href={paths.start()}>{t('missing.back')}</a>}
        >
          {t('missing.remedy')}
        </Empty>
      </div>
    </>
  )
}
