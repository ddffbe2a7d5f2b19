/** The page of each place; each is loaded when it is first opened. */
import { lazy, Suspense } from 'react'
import type { ReactElement } from 'react'
import type { Me } from '../../http/contract/session.ts'
import { firstPlaceOf } from '../access.ts'
import { Missing } from '../pages/missing.tsx'
import { Waiting } from '../parts/notes.tsx'
import type { Place } from '../paths.ts'
import { FaultBoundary } from './fault-boundary.tsx'
import { usePlace } from './router.tsx'

const CoachHome = lazy(async () => ({ default: (await import('../pages/coach-home.tsx')).CoachHome }))
const CommunityHome = lazy(async () => ({ default: (await import('../pages/community-home.tsx')).CommunityHome }))
const SyncStatus = lazy(async () => ({ default: (await import('../pages/sync-status.tsx')).SyncStatus }))
const RunPage = lazy(async () => ({ default: (await import('../pages/run-page.tsx')).RunPage }))
const MatchesPage = lazy(async () => ({ default: (await import('../pages/matches-page.tsx')).MatchesPage }))
const SettingsPage = lazy(async () => ({ default: (await import('../pages/settings-page.tsx')).SettingsPage }))
const ListsPage = lazy(async () => ({ default: (await import('../pages/lists-page.tsx')).ListsPage }))
const PlatformsPage = lazy(async () => ({ default: (await import('../pages/platforms-page.tsx')).PlatformsPage }))
const PeoplePage = lazy(async () => ({ default: (await import('../pages/people-page.tsx')).PeoplePage }))
const PersonPage = lazy(async () => ({ default: (await import('../pages/person-page.tsx')).PersonPage }))
const ClassPage = lazy(async () => ({ default: (await import('../pages/class-page.tsx')).ClassPage }))
const SchoolPage = lazy(async () => ({ default: (await import('../pages/school-page.tsx')).SchoolPage }))
const EnrolmentPage = lazy(async () => ({ default: (await import('../pages/enrolment-page.tsx')).EnrolmentPage }))
const SessionsPage = lazy(async () => ({ default: (await import('../pages/sessions-page.tsx')).SessionsPage }))
const Home = lazy(async () => ({ default: (await import('../pages/home.tsx')).Home }))

export function Pages({ me }: { readonly me: Me }) {
  const place = usePlace()
  const open = place.page === 'start' || me.home === 'unmatched' ? firstPlaceOf(me) : place
  return (
    <FaultBoundary key={JSON.stringify(open)}>
      <Suspense fallback={<Waiting lines={6} />}>
        <PageOf place={open} />
      </Suspense>
    </FaultBoundary>
  )
}

function PageOf({ place }: { readonly place: Place }): ReactElement {
  switch (place.page) {
    case 'coach':
      return <CoachHome />
    case 'communities':
      return <CommunityHome />
    case 'sync':
      return <SyncStatus />
    case 'run':
      return <RunPage id={place.id} />
    case 'matches':
      return <MatchesPage />
    case 'settings':
      return <SettingsPage />
    case 'lists':
      return <ListsPage />
    case 'platforms':
      return <PlatformsPage />
    case 'people':
      return <PeoplePage />
    case 'person':
      return <PersonPage id={place.id} />
    case 'class':
      return <ClassPage id={place.id} />
    case 'enrolment':
      return <EnrolmentPage id={place.id} />
    case 'school':
      return <SchoolPage id={place.id} />
    case 'sessions':
      return <SessionsPage />
    case 'home':
    case 'start':
      return <Home />
    case 'unknown':
    default:
      return <Missing />
  }
}
