/** Why a change of a community was not made, in words. */

import type { CommunityProblem } from './community-desk.ts'

/** Of what is there now. */
export const COMMUNITY_CONFLICTS: Readonly<Partial<Record<CommunityProblem, string>>> = {
  community_archived: 'The community is archived, so nothing in it changes. One of its leads can bring it back.',
  already_so: 'It is so already. Look at the community again.',
  last_lead: 'A community is never without a lead. Make another member a lead first, then do this.',
  member_leads: 'They lead the community. Make them a member first, then remove them.',
  member_by_class:
    'They belong to the community because a class that they lead is in it. Take the class out of the community instead.',
  class_not_there: 'The class is not in this community any more.',
  class_in_too_many: 'The class is in five communities already. Take it out of one of them first.',
  invited_already: 'There is an open invitation for this already. Take it back to send another one.',
  invitations_full: 'The community has 200 open invitations. Take some back, or wait until they are answered.',
  invitation_over: 'This invitation is over: it was used, taken back, or its time is up. Ask a lead for a new one.',
}
export const NOT_OF_LEADS = 'Only leads of the class or of the community take it out of the community.'
