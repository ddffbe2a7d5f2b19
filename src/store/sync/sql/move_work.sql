-- Everything else that names the one who goes ($3) names the one who stays ($2) from now on. What was decided in their
-- name (who added a member, who made an audit entry) and the ledger of seats keep the number they were written with.
with enrolments as (update enrolment set person_id = $2 where district_id = $1 and person_id = $3),
  places as (update affiliation set person_id = $2 where district_id = $1 and person_id = $3),
  grants as (update role_grant set person_id = $2 where district_id = $1 and person_id = $3),
  coached as (update interaction set coach_id = $2 where district_id = $1 and coach_id = $3),
  tags as (update interaction_educator set person_id = $2 where district_id = $1 and person_id = $3),
  taken_out as (update interaction_taken_out set person_id = $2 where district_id = $1 and person_id = $3),
  left_cycles as (update coaching_cycle_taken_out set person_id = $2 where district_id = $1 and person_id = $3),
  rostered as (update roster_import_effect set person_id = $2 where district_id = $1 and person_id = $3),
  imported as (update interaction_import set coach_id = $2 where district_id = $1 and coach_id = $3),
  cycles as (update coaching_cycle set coach_id = $2 where district_id = $1 and coach_id = $3),
  cycled as (update coaching_cycle_educator set person_id = $2 where district_id = $1 and person_id = $3),
  loads as (update caseload set coach_id = $2 where district_id = $1 and coach_id = $3),
  loaded as (update caseload_member set person_id = $2 where district_id = $1 and person_id = $3),
  handed as (
    update coach_handover set educator_id = case educator_id when $3 then $2 else educator_id end,
      from_id = case from_id when $3 then $2 else from_id end, to_id = case to_id when $3 then $2 else to_id end
    where district_id = $1 and $3 in (educator_id, from_id, to_id)),
  kept as (update report_filter set person_id = $2 where district_id = $1 and person_id = $3),
  mailed as (update interaction_mail set person_id = $2 where district_id = $1 and person_id = $3),
  drafts as (update interaction_draft set person_id = $2 where district_id = $1 and person_id = $3),
  created as (update community set created_by = $2 where district_id = $1 and created_by = $3),
  members as (update community_member set person_id = $2 where district_id = $1 and person_id = $3),
  belonged as (update community_member_past set person_id = $2 where district_id = $1 and person_id = $3),
  ruled as (update community_rule set led_by = $2 where district_id = $1 and led_by = $3),
  stayed_out as (update community_out set person_id = $2 where district_id = $1 and person_id = $3),
  asked as (
    update class_lead_request set state = 'withdrawn', decided_at = $4
    where district_id = $1 and person_id = $3 and state in ('waiting_for_lead', 'waiting_for_person')),
  took_part as (update survey_participation set person_id = $2 where district_id = $1 and person_id = $3),
  begun as (delete from survey_draft where district_id = $1 and person_id = $3),
  devices as (delete from code_session where district_id = $1 and person_id = $3),
  cards as (delete from start_card where district_id = $1 and person_id = $3),
  accounts as (update account set person_id = $2 where district_id = $1 and person_id = $3),
  resets as (delete from password_reset where district_id = $1 and person_id = $3),
  known as (update student_information set person_id = $2 where district_id = $1 and person_id = $3),
  shown as (update display_identity set person_id = $2 where district_id = $1 and person_id = $3),
  tested as (update benchmark_test set person_id = $2 where district_id = $1 and person_id = $3),
  pointed as (update point_entry set person_id = $2 where district_id = $1 and person_id = $3),
  looks as (update student_avatar set person_id = $2 where district_id = $1 and person_id = $3),
  goes_on as (update pathway_student set person_id = $2 where district_id = $1 and person_id = $3),
  numbers as (update seat_priority set person_id = $2 where district_id = $1 and person_id = $3),
  invited as (update invitation set person_id = $2 where district_id = $1 and person_id = $3),
  launches as (update lti_user_link set person_id = $2 where district_id = $1 and person_id = $3),
  providers as (update sso_link set person_id = $2 where district_id = $1 and person_id = $3),
  factors as (delete from second_factor where district_id = $1 and person_id = $3),
  codes as (delete from recovery_code where district_id = $1 and person_id = $3),
  proposed as (
    update lti_unmatched_launch set
      proposed_person_id = case proposed_person_id when $3 then $2 else proposed_person_id end,
      not_person_id = case not_person_id when $3 then $2 else not_person_id end
    where district_id = $1 and $3 in (proposed_person_id, not_person_id)),
  matched as (
    update person_match_proposal set status = 'linked', decided_by = $5, decided_at = $4
    where district_id = $1 and status = 'open'
      and ((person_id = $2 and other_id = $3) or (person_id = $3 and other_id = $2))),
  closed as (
    update person_match_proposal set status = 'dismissed', decided_by = $5, decided_at = $4
    where district_id = $1 and status = 'open' and $3 in (person_id, other_id) and $2 not in (person_id, other_id)),
  before as (update person set merged_into = $2 where district_id = $1 and merged_into = $3),
  stays as (
    update person s set status = 'active', retired_at = null from person g
    where s.district_id = $1 and s.id = $2 and g.district_id = $1 and g.id = $3 and g.status = 'active')
update person set merged_into = $2, status = 'retired', retired_at = coalesce(retired_at, $4)
where district_id = $1 and id = $3
