-- What the two have both of and one can have only once, taken from the one who goes. $2 stays, $3 goes.
with tags as (
  delete from interaction_educator g where g.district_id = $1 and g.person_id = $3
    and exists (select from interaction_educator s
      where s.district_id = $1 and s.interaction_id = g.interaction_id and s.person_id = $2)
), cycles as (
  delete from coaching_cycle_educator g where g.district_id = $1 and g.person_id = $3
    and exists (select from coaching_cycle_educator s
      where s.district_id = $1 and s.cycle_id = g.cycle_id and s.person_id = $2)
), taken_out as (
  delete from interaction_taken_out g where g.district_id = $1 and g.person_id = $3
    and exists (select from interaction_taken_out s
      where s.district_id = $1 and s.interaction_id = g.interaction_id and s.person_id = $2)
), left_cycles as (
  delete from coaching_cycle_taken_out g where g.district_id = $1 and g.person_id = $3
    and exists (select from coaching_cycle_taken_out s
      where s.district_id = $1 and s.cycle_id = g.cycle_id and s.person_id = $2)
), loaded as (
  -- Nobody is in a caseload of their own.
  delete from caseload_member g where g.district_id = $1 and (
    (g.person_id = $3 and exists (select from caseload_member s
      where s.district_id = $1 and s.caseload_id = g.caseload_id and s.person_id = $2))
    or (g.person_id in ($2, $3) and exists (select from caseload c
      where c.district_id = $1 and c.id = g.caseload_id and c.coach_id in ($2, $3))))
), took_part as (
  delete from survey_participation g where g.district_id = $1 and g.person_id = $3
    and exists (select from survey_participation s
      where s.district_id = $1 and s.cycle_id = g.cycle_id and s.person_id = $2)
), leads as (
  update community_member s set role = 'lead' from community_member g
  where s.district_id = $1 and s.person_id = $2 and g.district_id = $1 and g.person_id = $3
    and g.community_id = s.community_id and g.role = 'lead'
), members as (
  delete from community_member g where g.district_id = $1 and g.person_id = $3
    and exists (select from community_member s
      where s.district_id = $1 and s.community_id = g.community_id and s.person_id = $2)
), stayed_out as (
  delete from community_out g where g.district_id = $1 and g.person_id = $3
    and exists (select from community_out s
      where s.district_id = $1 and s.community_id = g.community_id and s.person_id = $2)
), grants as (
  update role_grant g set status = 'revoked', revoked_at = $4
  where g.district_id = $1 and g.person_id = $3 and g.origin = 'manual' and g.status = 'active'
    and exists (select from role_grant s
      where s.district_id = $1 and s.person_id = $2 and s.origin = 'manual' and s.status = 'active' and s.role = g.role
        and s.scope_type = g.scope_type and s.scope_id = g.scope_id)
), places as (
  delete from affiliation g where g.district_id = $1 and g.person_id = $3
    and exists (select from affiliation s
      where s.district_id = $1 and s.person_id = $2 and s.org_id = g.org_id and s.source_id = g.source_id
        and s.feed_role = g.feed_role and s.role_type = g.role_type)
), numbers as (
  delete from seat_priority g where g.district_id = $1 and g.person_id = $3
    and exists (select from seat_priority s
      where s.district_id = $1 and s.person_id = $2 and s.kind = g.kind)
), tested as (
  -- Of two records of one test the one that is further counts.
  update benchmark_test s set state = g.state, assigned_at = g.assigned_at, started_at = g.started_at,
    completed_at = g.completed_at, score = g.score, invalidated_at = g.invalidated_at
  from benchmark_test g
  where s.district_id = $1 and s.person_id = $2 and g.district_id = $1 and g.person_id = $3
    and g.school_year = s.school_year and g.test = s.test
    and array_position(array['assigned', 'started', 'invalidated', 'completed'], g.state)
      > array_position(array['assigned', 'started', 'invalidated', 'completed'], s.state)
), tests as (
  delete from benchmark_test g where g.district_id = $1 and g.person_id = $3
    and exists (select from benchmark_test s
      where s.district_id = $1 and s.person_id = $2 and s.school_year = g.school_year and s.test = g.test)
), walked as (
  -- What either has done of one pathway is done.
  update pathway_student s set done = g.done || s.done from pathway_student g
  where s.district_id = $1 and s.person_id = $2 and g.district_id = $1 and g.person_id = $3
    and g.pathway_id = s.pathway_id and g.done <> s.done
), pathways as (
  delete from pathway_student g where g.district_id = $1 and g.person_id = $3
    and exists (select from pathway_student s
      where s.district_id = $1 and s.person_id = $2 and s.pathway_id = g.pathway_id)
), pathways_left as (
  -- Somebody is in one pathway: in that of the one who stays.
  update pathway_student g set left_at = $4
  where g.district_id = $1 and g.person_id = $3 and g.left_at is null
    and exists (select from pathway_student s where s.district_id = $1 and s.person_id = $2 and s.left_at is null)
    and not exists (select from pathway_student s
      where s.district_id = $1 and s.person_id = $2 and s.pathway_id = g.pathway_id)
), looks as (
  -- Somebody has one avatar: that of the one who stays.
  delete from student_avatar g where g.district_id = $1 and g.person_id = $3
    and exists (select from student_avatar s where s.district_id = $1 and s.person_id = $2)
), known as (
  delete from student_information g where g.district_id = $1 and g.person_id = $3
    and exists (select from student_information s where s.district_id = $1 and s.person_id = $2)
), named as (
  delete from display_identity g where g.district_id = $1 and g.person_id = $3
    and exists (select from display_identity s where s.district_id = $1 and s.person_id = $2 and s.name = g.name)
), shown as (
  -- Somebody goes by one name: by that of the one who stays.
  update display_identity g set is_shown = false
  where g.district_id = $1 and g.person_id = $3 and g.is_shown
    and exists (select from display_identity s where s.district_id = $1 and s.person_id = $2 and s.is_shown)
    and not exists (select from display_identity s where s.district_id = $1 and s.person_id = $2 and s.name = g.name)
), sessions as (
  update session set revoked_at = $4 where district_id = $1 and person_id = $3 and revoked_at is null
)
delete from session_code where district_id = $1 and person_id = $3
