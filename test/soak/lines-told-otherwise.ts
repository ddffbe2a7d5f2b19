/** Lines of the policy that no answer misses in test/soak/policy-lines.soak.ts, and why not. */

/** This version has nothing that they could open. */
const NOT_IN_THIS_VERSION = [
  'customer_admin offboard:district customer',
  'customer_admin view_as:person customer',
  'district_admin offboard:district district',
  'district_admin view_as:person district',
  'teacher access:manager own_schools',
]

/** Somebody holds or gets something by them, without asking for it with a session. */
const HELD = [
  'coach hold:licence district',
  'district_admin hold:licence district',
  'educator_record receive_email:interaction_copy self',
  'school_admin activate_own:educator_account self',
  'teacher activate_own:educator_account self',
  'teacher hold:pro_educator_account self',
]

/** Another of the documents allows the same by another name, which the routes ask for. */
const BY_ANOTHER_NAME = [
  'class_lead add_additional:class_lead own_class',
  'class_lead add_own_class:community communities_where_already_member',
  'class_lead invite:class_lead own_class',
  'community_lead add_additional:class_lead classes_in_own_community',
  'community_member view:class_list community',
  'customer_admin manage:class customer',
  'district_admin create:administrator_account district',
  'district_admin create_unlimited:principal_account district',
  'district_admin delete_permanently:educator district',
  'district_admin manage:class district',
  'district_admin view_and_manage:pro_educator_account district',
  'district_admin view_and_manage:student_account district',
  'school_admin create:user_account own_school',
  'school_admin edit:school_settings own_school',
  'school_admin manage:class own_school',
  'school_admin view_and_manage:pro_educator_account own_school',
  'school_admin view_and_manage:student_account own_school',
  'teacher create:class_group own_schools',
  'teacher manage:class own_classes',
]

/** No question of this bench tells them: what it plants or sends doesn't come down to them. */
const NOT_ASKED_YET = [
  'coach view:colleague_interaction assigned_schools',
  'class_lead remove:class_lead own_class',
  'class_lead view:participation_by_name own_class',
  'community_lead designate:class_lead classes_in_own_community',
  'community_lead leave:community self',
  'community_lead remove:class_lead classes_in_own_community',
  'community_lead remove:community_member community',
  'community_member add:class community',
  'community_member leave:community self',
  'community_member view:community_report community',
  'customer_admin invite:it_admin customer',
  'customer_admin invite:principal_or_billing_or_coach customer',
  'customer_admin lock:district_rule customer',
  'customer_admin view:preflight customer',
  'district_admin grant:district_admin_role district',
  'district_admin promote:district_administrator district',
  'district_admin promote:school_administrator every_school_in_district',
  'district_admin view:preflight district',
  'it_admin view:preflight district',
  'school_admin promote:school_administrator own_school',
  'support view:preflight district',
  'teacher delete_from_group:inactive_student_account own_classes',
]

export const TOLD_OTHERWISE: readonly string[] = [...NOT_IN_THIS_VERSION, ...HELD, ...BY_ANOTHER_NAME, ...NOT_ASKED_YET]
