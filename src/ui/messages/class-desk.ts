/** A class as its leads run it, in English. */

export const classDesk = {
  'class-desk.leads': 'Class leads',
  'class-desk.leads.says':
    'They control all settings of the class, and only they open its report. A class always keeps one.',
  'class-desk.lead.taught': 'teaches it by the roster',
  'class-desk.lead.asked': 'was asked to lead it',
  'class-desk.remove': 'Remove',
  'class-desk.remove-this': 'Remove {name}',
  'class-desk.remove.sure':
    '{name} will lead this class no more, and belongs to its communities only where they were invited.',
  'class-desk.remove.sure.taught':
    'The roster has {name} as a teacher of this class. They will be taken out of it as its teacher here, and stay out whatever the feed says until an administrator gives the enrolment back.',
  'class-desk.removed': '{name} does not lead this class any more.',
  'class-desk.ask.email': 'E-mail address of a colleague',
  'class-desk.ask.submit': 'Ask',
  'class-desk.ask.done': 'They are asked. They lead the class once they agree.',
  'class-desk.ask.waits': 'A lead of the class has to agree first; then they are asked.',
  'class-desk.ask.community': 'Ask a colleague to lead {title}',
  'class-desk.waits-for-lead':
    '{name} is proposed by {by} of {community}. You decide whether they may lead this class.',
  'class-desk.waits-for-person': '{name} was asked by {by} and has not answered yet.',
  'class-desk.agree': 'Agree',
  'class-desk.agree-this': 'Agree to {name}',
  'class-desk.refuse': 'Refuse',
  'class-desk.refuse-this': 'Refuse {name}',
  'class-desk.take-back': 'Take back',
  'class-desk.take-back-this': 'Take back the request to {name}',
  'class-desk.history': 'What was done',
  'class-desk.history.says': 'Every change of who leads this class, by whomever, stands here.',
  'class-desk.history.none': 'Nothing yet.',
  'class-desk.nobody': 'Staffroom',
  'class-done.class.ask_lead': '{by} asked {about} to lead it',
  'class-done.class.agree_to_lead': '{by} agreed to {about} as a lead',
  'class-done.class.refuse_lead': '{by} refused {about} as a lead',
  'class-done.class.add_lead': '{about} leads it from then on',
  'class-done.class.decline_lead': '{about} declined to lead it',
  'class-done.class.remove_lead': '{by} removed {about} from its leads',
  'class-done.class.renew_code': '{by} made a new code',
  'class-done.class.set_locks': '{by} changed what is locked',
  'class-offer': 'You are asked to lead a class',
  'class-offer.says':
    '{name} asks you. As its lead you control its settings and open its report, and you belong to its communities.',
  'class-offer.accept': 'Lead it',
  'class-offer.accept-this': 'Lead it: {title}',
  'class-offer.decline': 'Decline',
  'class-offer.decline-this': 'Decline: {title}',
} as const
