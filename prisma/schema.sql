-- The schema that the migrations make, for reading and for comparing; a test keeps it true.
-- Made by "npm run dump-schema". Don't edit.

set check_function_bodies = off;

CREATE OR REPLACE FUNCTION public.app_district()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.district_id', true), '') $function$;
CREATE OR REPLACE FUNCTION public.audit_digest(district text, id bigint, at timestamp with time zone, actor text, action text, object text, detail jsonb)
 RETURNS bytea
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select sha256(convert_to(jsonb_build_array(district, id,
      to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), actor, action, object, detail)::text, 'UTF8'))
  $function$;
CREATE OR REPLACE FUNCTION public.audit_seal_hash(district text, number bigint, previous bytea, entries jsonb)
 RETURNS bytea
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$ select sha256(previous || convert_to(jsonb_build_array(district, number, entries)::text, 'UTF8')) $function$;
CREATE OR REPLACE FUNCTION public.borrowed_org(district text, borrower text)
 RETURNS TABLE(id bigint, sourced_id text, type text, parent_sourced_id text)
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO 'public', 'pg_temp'
AS $function$
    select o.id, o.sourced_id, o.type, o.parent_sourced_id from org o
    join source s on s.district_id = district and s.id = borrower and s.borrows_orgs
    where o.district_id = district and o.source_id <> borrower and o.status = 'active'
      and not exists (
        select from org x
        where x.district_id = district and x.source_id <> o.source_id and x.sourced_id = o.sourced_id and x.status = 'active')
  $function$;
CREATE OR REPLACE FUNCTION public.caseload_people(of_district text, of_coach bigint, of_caseload bigint, on_day date, year_start date)
 RETURNS TABLE(caseload_id bigint, coach_id bigint, person_id bigint, by_hand boolean)
 LANGUAGE sql
 STABLE ROWS 10000
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
  with asked as materialized (
    select c.id, c.coach_id from caseload c
    where c.district_id = of_district and c.archived_at is null
      and (of_coach is null or c.coach_id = of_coach) and (of_caseload is null or c.id = of_caseload)
  ),
  reach as materialized (
    select distinct g.person_id as coach_id, o.id as school_id
    from role_grant g
    join org o on o.district_id = g.district_id and o.status = 'active' and o.type = 'school'
      and (g.scope_type = 'district' or (g.scope_type = 'school' and g.scope_id = o.id))
    where g.district_id = of_district and g.role = 'coach' and g.status = 'active'
      and g.person_id in (select a.coach_id from asked a)
  ),
  said as materialized (
    select m.caseload_id, m.person_id, m.is_in from caseload_member m
    join asked a on a.id = m.caseload_id
    where m.district_id = of_district and m.since_on <= on_day and (m.ends_on is null or m.ends_on > on_day)
  ),
  rules as materialized (
    select r.caseload_id, h.school_id, r.grade, r.subject, r.feed_role, r.is_first_year
    from asked a
    join caseload_rule r on r.district_id = of_district and r.caseload_id = a.id
    join reach h on h.coach_id = a.coach_id and (r.school_id is null or r.school_id = h.school_id)
  ),
  taught as materialized (
    select n.person_id, k.school_id, k.grades, k.subjects || coalesce(u.subjects, '{}') as subjects
    from class k
    join enrolment n on n.district_id = k.district_id and n.class_id = k.id and n.status = 'active' and n.role = 'teacher'
    left join course u on u.district_id = k.district_id and u.source_id = k.source_id and u.sourced_id = k.course_sourced_id
    where k.district_id = of_district and k.status = 'active'
      and k.school_id = any (array(select r.school_id from rules r where r.grade is not null or r.subject is not null))
  ),
  staff as materialized (
    select f.person_id, f.org_id, f.feed_role, f.begin_date >= year_start as is_first_year
    from affiliation f
    where f.district_id = of_district and f.org_id = any (array(select r.school_id from rules r))
      and f.feed_role not in ('student', 'guardian', 'parent', 'relative')
  ),
  ruled as (
    select r.caseload_id, f.person_id
    from rules r
    join staff f on f.org_id = r.school_id
    where r.grade is null and r.subject is null
      and (r.feed_role is null or f.feed_role = r.feed_role) and (not r.is_first_year or f.is_first_year)
    union
    select r.caseload_id, f.person_id
    from rules r
    join taught t on t.school_id = r.school_id
      and (r.grade is null or r.grade = any (t.grades)) and (r.subject is null or r.subject = any (t.subjects))
    join staff f on f.person_id = t.person_id and f.org_id = r.school_id
    where (r.grade is not null or r.subject is not null)
      and (r.feed_role is null or f.feed_role = r.feed_role) and (not r.is_first_year or f.is_first_year)
  ),
  people as (
    select s.caseload_id, s.person_id, true as by_hand from said s where s.is_in
    union all
    select d.caseload_id, d.person_id, false from ruled d
    where not exists (select from said s where s.caseload_id = d.caseload_id and s.person_id = d.person_id)
  )
  select e.caseload_id, a.coach_id, e.person_id, e.by_hand
  from people e
  join asked a on a.id = e.caseload_id
  join person p on p.district_id = of_district and p.id = e.person_id and p.status = 'active' and p.suspended_at is null
  where e.person_id <> a.coach_id
    and not exists (
      select from seat w
      where w.district_id = of_district and w.kind = 'educator-capacity' and w.person_id = e.person_id and w.state = 'waiting')
$function$;
CREATE OR REPLACE FUNCTION public.check_point_entry()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if new.points >= 0 then return new; end if;
  perform pg_advisory_xact_lock(hashtextextended('points of ' || new.district_id || ' ' || new.person_id, 0));
  if new.points + (select coalesce(sum(e.points), 0) from point_entry e
      where e.district_id = new.district_id and e.programme_id = new.programme_id and e.person_id = new.person_id) < 0
  then raise exception 'points are short' using errcode = 'check_violation', constraint = 'point_entry_balance'; end if;
  if new.kind = 'accessory' and exists (select from point_entry e where e.district_id = new.district_id
      and e.person_id = new.person_id and e.kind = 'accessory' and e.words = new.words)
  then raise exception 'bought before' using errcode = 'check_violation', constraint = 'point_entry_bought'; end if;
  return new;
end $function$;
CREATE OR REPLACE FUNCTION public.class_content(title text, class_code text, class_type text, location text, grades text[], subjects text[], periods text[], school_sourced_id text, course_sourced_id text, term_sourced_ids text[])
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select hash_record_extended(row($1, $2, $3, $4, $5, $6, $7, $8, $9, $10), 0) $function$;
CREATE OR REPLACE FUNCTION public.community_has_lead()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  district text;
  affected bigint;
begin
  if tg_table_name = 'community' then
    district := new.district_id;
    affected := new.id;
  else
    district := old.district_id;
    affected := old.community_id;
  end if;
  -- Two leads who leave at the same moment take turns, so that the second one sees that the first is gone.
  perform from community c where c.district_id = district and c.id = affected for update;
  if found and not exists (
    select from community_member m where m.district_id = district and m.community_id = affected and m.role = 'lead')
  then
    raise exception 'Community % would be without a lead.', affected
      using errcode = 'check_violation', constraint = 'community_has_lead';
  end if;
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.count_added_seats()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare counted integer;
begin
  update licence l
  set used = l.used + c.used, waiting = l.waiting + c.waiting, grace = l.grace + c.grace,
    marked_over = l.marked_over + c.marked_over
  from (
    select district_id, kind, count(*) filter (where state <> 'waiting') as used,
      count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'grace') as grace,
      count(*) filter (where state = 'over') as marked_over
    from added group by district_id, kind
  ) c
  where l.district_id = c.district_id and l.kind = c.kind;
  get diagnostics counted = row_count;
  if counted <> (select count(*) from (select distinct district_id, kind from added) a) then
    raise exception 'A seat was added of a kind that the district has no licence of.' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.count_allotted_credits()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  update licence set used = case new.move when 'book' then new.quantity else used + new.quantity end
  where district_id = new.district_id and kind = new.kind;
  if not found then
    raise exception 'Credits were allotted of a kind that the district has no licence of.' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.count_changed_seats()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  update licence l
  set used = l.used + c.used, waiting = l.waiting + c.waiting, grace = l.grace + c.grace,
    marked_over = l.marked_over + c.marked_over
  from (
    select district_id, kind, coalesce(sum(sign) filter (where state <> 'waiting'), 0) as used,
      coalesce(sum(sign) filter (where state = 'waiting'), 0) as waiting,
      coalesce(sum(sign) filter (where state = 'grace'), 0) as grace,
      coalesce(sum(sign) filter (where state = 'over'), 0) as marked_over
    from (
      select district_id, kind, state, 1 as sign from added
      union all
      select district_id, kind, state, -1 from removed
    ) both_sides
    group by district_id, kind
  ) c
  where l.district_id = c.district_id and l.kind = c.kind;
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.count_removed_seats()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  update licence l
  set used = l.used - c.used, waiting = l.waiting - c.waiting, grace = l.grace - c.grace,
    marked_over = l.marked_over - c.marked_over
  from (
    select district_id, kind, count(*) filter (where state <> 'waiting') as used,
      count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'grace') as grace,
      count(*) filter (where state = 'over') as marked_over
    from removed group by district_id, kind
  ) c
  where l.district_id = c.district_id and l.kind = c.kind;
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.course_key(code text, title text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select coalesce('code:' || nullif(lower(btrim(code)), ''), 'title:' || nullif(lower(btrim(title)), '')) $function$;
CREATE OR REPLACE FUNCTION public.enrolment_content(class_id bigint, person_id bigint, person_sourced_id text, role text, is_primary boolean, begin_date date, end_date date)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select hash_record_extended(row($1, $2, $3, $4, $5, $6, $7), 0) $function$;
CREATE OR REPLACE FUNCTION public.erase_part_answers(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  delete from idempotent_answer where district_id = of_district and status is not null;
$function$;
CREATE OR REPLACE FUNCTION public.erase_part_benchmark_test(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  delete from benchmark_test where district_id = of_district
    and person_id in (select p.id from person p where p.district_id = of_district and of_person in (p.id, p.merged_into));
$function$;
CREATE OR REPLACE FUNCTION public.erase_part_caseload(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  delete from caseload_member where district_id = of_district and person_id = of_person;
  delete from caseload where district_id = of_district and coach_id = of_person;
$function$;
CREATE OR REPLACE FUNCTION public.erase_part_code_session(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  delete from public.code_session where district_id = of_district and person_id = of_person;
$function$;
CREATE OR REPLACE FUNCTION public.erase_part_community(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$ delete from community_member_past where district_id = of_district and person_id = of_person $function$;
CREATE OR REPLACE FUNCTION public.erase_part_community_invitation(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  delete from community_invitation i using person p
  where p.district_id = of_district and of_person in (p.id, p.merged_into)
    and i.district_id = of_district and lower(i.email) = lower(p.email);
  delete from class_lead_request where district_id = of_district and person_id = of_person
$function$;
CREATE OR REPLACE FUNCTION public.erase_part_community_out(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$ delete from community_out where district_id = of_district and person_id = of_person $function$;
CREATE OR REPLACE FUNCTION public.erase_part_cycles(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  delete from coaching_cycle where district_id = of_district and coach_id = of_person;
  delete from coaching_cycle c where c.district_id = of_district
    and exists (select from coaching_cycle_educator e
      where e.district_id = c.district_id and e.cycle_id = c.id and e.person_id = of_person)
    and not exists (select from coaching_cycle_educator e
      where e.district_id = c.district_id and e.cycle_id = c.id and e.person_id <> of_person);
  delete from coaching_cycle_educator where district_id = of_district and person_id = of_person;
end $function$;
CREATE OR REPLACE FUNCTION public.erase_part_deactivation(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  update person set suspended_times = '{}' where district_id = of_district and of_person in (id, merged_into)
$function$;
CREATE OR REPLACE FUNCTION public.erase_part_educator_by_hand(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  delete from educator_by_hand where district_id = of_district and person_id = of_person
$function$;
CREATE OR REPLACE FUNCTION public.erase_part_handover(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  delete from coach_handover where district_id = of_district and of_person in (educator_id, from_id, to_id);
$function$;
CREATE OR REPLACE FUNCTION public.erase_part_interaction_import(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  delete from interaction_import m where m.district_id = of_district
    and m.coach_id in (select p.id from person p
      where p.district_id = of_district and of_person in (p.id, p.merged_into))
$function$;
CREATE OR REPLACE FUNCTION public.erase_part_interaction_mail(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  delete from interaction_mail m where m.district_id = of_district
    and m.person_id in (select p.id from person p
      where p.district_id = of_district and of_person in (p.id, p.merged_into))
$function$;
CREATE OR REPLACE FUNCTION public.erase_part_legal_hold(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  delete from legal_hold h using person p
  where p.district_id = of_district and of_person in (p.id, p.merged_into)
    and h.district_id = of_district and h.person_id = p.id
$function$;
CREATE OR REPLACE FUNCTION public.erase_part_pathway(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  delete from pathway_student where district_id = of_district
    and person_id in (select p.id from person p where p.district_id = of_district and of_person in (p.id, p.merged_into));
$function$;
CREATE OR REPLACE FUNCTION public.erase_part_person_merge(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  delete from person_merge m using person p
  where p.district_id = of_district and of_person in (p.id, p.merged_into)
    and m.district_id = of_district and p.id in (m.stays_id, m.goes_id)
$function$;
CREATE OR REPLACE FUNCTION public.erase_part_points(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with theirs as (
    select e.id from point_entry e
    where e.district_id = of_district
      and e.person_id in (select p.id from person p where p.district_id = of_district and of_person in (p.id, p.merged_into))
  )
  delete from point_entry e
  where e.district_id = of_district
    and (e.id in (select t.id from theirs t) or e.undoes_id in (select t.id from theirs t));
  delete from student_avatar where district_id = of_district
    and person_id in (select p.id from person p where p.district_id = of_district and of_person in (p.id, p.merged_into));
$function$;
CREATE OR REPLACE FUNCTION public.erase_part_products(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$ delete from product_assignment where district_id = of_district and person_id = of_person $function$;
CREATE OR REPLACE FUNCTION public.erase_part_report_filter(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$ delete from report_filter where district_id = of_district and person_id = of_person $function$;
CREATE OR REPLACE FUNCTION public.erase_part_roster_import_effect(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  delete from roster_import_effect e where e.district_id = of_district
    and e.person_id in (select p.id from person p
      where p.district_id = of_district and of_person in (p.id, p.merged_into))
$function$;
CREATE OR REPLACE FUNCTION public.erase_part_start_card(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  delete from public.start_card where district_id = of_district
    and person_id in (select p.id from public.person p
      where p.district_id = of_district and of_person in (p.id, p.merged_into));
$function$;
CREATE OR REPLACE FUNCTION public.erase_part_student(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  delete from student_information where district_id = of_district
    and person_id in (select p.id from person p where p.district_id = of_district and of_person in (p.id, p.merged_into));
  delete from display_identity where district_id = of_district
    and person_id in (select p.id from person p where p.district_id = of_district and of_person in (p.id, p.merged_into));
$function$;
CREATE OR REPLACE FUNCTION public.erase_part_survey(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  delete from survey_draft where district_id = of_district and person_id = of_person;
  delete from survey_participation where district_id = of_district and person_id = of_person;
end $function$;
CREATE OR REPLACE FUNCTION public.erase_part_taken_out(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  delete from interaction_taken_out t where t.district_id = of_district
    and t.person_id in (select p.id from person p
      where p.district_id = of_district and of_person in (p.id, p.merged_into));
  delete from coaching_cycle_taken_out t where t.district_id = of_district
    and t.person_id in (select p.id from person p
      where p.district_id = of_district and of_person in (p.id, p.merged_into));
$function$;
CREATE OR REPLACE FUNCTION public.erase_person(of_district text, of_person bigint, at_time timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  address text;
  records bigint[];
begin
  perform from person p where p.district_id = of_district and p.id = of_person and p.status = 'retired' and p.erased_at is null
  for update;
  if not found then
    raise exception 'Only somebody who has left is deleted.' using errcode = 'check_violation', constraint = 'person_left_before';
  end if;
  perform refuse_where_held(of_district, of_person);
  select lower(p.email) into address from person p where p.district_id = of_district and p.id = of_person;
  select coalesce(array_agg(i.id), '{}') into records from interaction i
  where i.district_id = of_district and (i.coach_id = of_person
    or (exists (select from interaction_educator e where e.district_id = of_district and e.interaction_id = i.id
        and e.person_id = of_person)
      and not exists (select from interaction_educator e where e.district_id = of_district and e.interaction_id = i.id
        and e.person_id <> of_person)));
  delete from interaction_educator where district_id = of_district
    and (person_id = of_person or interaction_id = any (records));
  delete from interaction where district_id = of_district and id = any (records);
  delete from interaction_draft where district_id = of_district and person_id = of_person;
  delete from community_member where district_id = of_district and person_id = of_person;
  delete from recovery_code where district_id = of_district and person_id = of_person;
  delete from second_factor where district_id = of_district and person_id = of_person;
  delete from sso_link where district_id = of_district and person_id = of_person;
  delete from seat_priority where district_id = of_district and person_id = of_person;
  delete from password_reset where district_id = of_district and person_id = of_person;
  delete from account where district_id = of_district and person_id = of_person;
  delete from invitation where district_id = of_district and person_id = of_person;
  delete from role_grant where district_id = of_district and person_id = of_person;
  delete from affiliation where district_id = of_district and person_id = of_person;
  delete from sticky_field f using enrolment e where f.district_id = of_district and f.kind = 'enrolments'
    and e.district_id = of_district and e.person_id = of_person and f.record = e.source_id || '/' || e.sourced_id;
  delete from enrolment where district_id = of_district and person_id = of_person;
  delete from sticky_field where district_id = of_district and kind = 'people' and record = of_person::text;
  delete from person_source where district_id = of_district and person_id = of_person;
  delete from run_match where district_id = of_district and person_id = of_person;
  delete from person_match_proposal where district_id = of_district and (person_id = of_person or other_id = of_person);
  delete from lti_placement where district_id = of_district and person_id = of_person;
  delete from lti_user_link where district_id = of_district and person_id = of_person;
  update lti_unmatched_launch set proposed_person_id = null where district_id = of_district and proposed_person_id = of_person;
  update lti_unmatched_launch set not_person_id = null where district_id = of_district and not_person_id = of_person;
  delete from outbox where district_id = of_district and lower(recipient) = address;
  delete from session where district_id = of_district and person_id = of_person;
  delete from session_code where district_id = of_district and person_id = of_person;
  update person set given_name = '', family_name = '', middle_name = null, preferred_given_name = null,
    preferred_family_name = null, username = null, email = null, identifier = null, grades = '{}', suspended_at = null,
    suspended_by = null, erased_at = at_time
  where district_id = of_district and id = of_person;
end $function$;
CREATE OR REPLACE FUNCTION public.erase_person_traces(of_district text, of_person bigint, at_time timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  part text;
  people bigint[];
  addresses text[];
begin
  perform from person p where p.district_id = of_district and p.id = of_person and p.status = 'retired' and p.erased_at is null
  for update;
  if not found then
    raise exception 'Only somebody who has left is deleted.' using errcode = 'check_violation', constraint = 'person_left_before';
  end if;
  perform refuse_where_held(of_district, of_person);
  select array_agg(p.id), array_agg(lower(p.email)) filter (where p.email is not null) into people, addresses
  from person p where p.district_id = of_district and of_person in (p.id, p.merged_into);
  delete from run_change c using run r, person_source s
  where s.district_id = of_district and s.person_id = any (people)
    and r.district_id = of_district and r.source_id = s.source_id
    and r.state in ('reported', 'failed', 'previewed', 'discarded', 'superseded')
    and c.district_id = of_district and c.run_id = r.id and c.kind = 'people' and c.key = s.sourced_id;
  delete from quarantined_row q using run r, person_source s
  where s.district_id = of_district and s.person_id = any (people)
    and r.district_id = of_district and r.source_id = s.source_id
    and q.district_id = of_district and q.run_id = r.id and q.roster_table = 'people' and q.sourced_id = s.sourced_id;
  delete from quarantine_entry q using person_source s
  where s.district_id = of_district and s.person_id = any (people)
    and q.district_id = of_district and q.source_id = s.source_id and q.roster_table = 'people' and q.sourced_id = s.sourced_id;
  delete from invitation where district_id = of_district and lower(email) = any (addresses);
  delete from lti_unmatched_launch u where u.district_id = of_district
    and (lower(u.lms_email) = any (addresses)
      or u.lms_person_id in (
        select s.sourced_id from person_source s where s.district_id = of_district and s.person_id = any (people))
      or exists (select from lti_user_link l where l.district_id = of_district and l.person_id = any (people)
        and l.registration_id = u.registration_id and l.sub = u.sub));
  delete from outbox where district_id = of_district and lower(recipient) = any (addresses);
  delete from idempotent_answer where district_id = of_district and created_at < at_time - interval '1 day';
  -- Whoever was found to be the same person before.
  update person set given_name = '', family_name = '', middle_name = null, preferred_given_name = null,
    preferred_family_name = null, username = null, email = null, identifier = null, grades = '{}', suspended_at = null,
    suspended_by = null, erased_at = at_time
  where district_id = of_district and merged_into = of_person;
  -- What a part of the house keeps of people, in a function of its own: erase_part_NAME(district, person).
  for part in select p.proname::text from pg_proc p
    where p.pronamespace = 'public'::regnamespace and starts_with(p.proname, 'erase_part_') order by 1
  loop
    execute format('select public.%I($1, $2)', part) using of_district, of_person;
  end loop;
end $function$;
CREATE OR REPLACE FUNCTION public.fold_name(name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select lower(translate(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f\s''’‘`´.‐‑–-]', '', 'g'), 'ØøŁłĐđ', 'OoLlDd')) $function$;
CREATE OR REPLACE FUNCTION public.hold_stands()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'This is under a legal hold: nothing of it is deleted until the hold is lifted.'
    using errcode = 'check_violation', constraint = 'person_under_hold';
end $function$;
CREATE OR REPLACE FUNCTION public.holds_more(of_district text, of_person bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
    select exists (
        select from role_grant g
        where g.district_id = of_district and g.person_id = of_person and g.status = 'active'
          and not (g.role in ('teacher', 'student') or (g.role = 'class_lead' and g.origin = 'feed')))
      or exists (
        select from community_member m
        where m.district_id = of_district and m.person_id = of_person and m.role = 'lead')
  $function$;
CREATE OR REPLACE FUNCTION public.interaction_educator_facts()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  select i.coach_id, i.held_on into new.coach_id, new.held_on from interaction i
  where i.district_id = new.district_id and i.id = new.interaction_id;
  return new;
end $function$;
CREATE OR REPLACE FUNCTION public.interaction_facts_follow()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if (old.coach_id, old.held_on) is distinct from (new.coach_id, new.held_on) then
    update interaction_educator e set coach_id = new.coach_id, held_on = new.held_on
    where e.district_id = new.district_id and e.interaction_id = new.id;
  end if;
  update interaction_tag g set coach_id = new.coach_id, held_on = new.held_on, minutes = new.minutes, type = new.type,
    at_school_id = new.school_id
  where g.district_id = new.district_id and g.interaction_id = new.id;
  update interaction_school x set coach_id = new.coach_id, held_on = new.held_on, minutes = new.minutes, type = new.type,
    at_school_id = new.school_id
  where x.district_id = new.district_id and x.interaction_id = new.id;
  update coaching_cycle_interaction l set coach_id = new.coach_id, held_on = new.held_on, minutes = new.minutes,
    type = new.type, at_school_id = new.school_id
  where l.district_id = new.district_id and l.interaction_id = new.id;
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.interaction_report_facts()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  select i.coach_id, i.held_on, i.minutes, i.type, i.school_id
  into new.coach_id, new.held_on, new.minutes, new.type, new.at_school_id
  from interaction i where i.district_id = new.district_id and i.id = new.interaction_id;
  return new;
end $function$;
CREATE OR REPLACE FUNCTION public.interaction_row(of_district text, of_interaction bigint)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select jsonb_build_object(
    'id', i.id::text,
    'coach', jsonb_build_object('id', c.id::text,
      'givenName', coalesce(c.preferred_given_name, c.given_name),
      'familyName', coalesce(c.preferred_family_name, c.family_name)),
    'date', i.held_on::text,
    'minutes', i.minutes,
    'typeId', i.type,
    'school', jsonb_build_object('id', s.id::text, 'name', s.name),
    'otherSchools', coalesce((
      select jsonb_agg(jsonb_build_object('id', o.id::text, 'name', o.name) order by o.name, o.id)
      from interaction_school x join org o on o.district_id = x.district_id and o.id = x.school_id
      where x.district_id = i.district_id and x.interaction_id = i.id), '[]'),
    'educators', (
      select jsonb_agg(jsonb_build_object('id', p.id::text,
        'givenName', coalesce(p.preferred_given_name, p.given_name),
        'familyName', coalesce(p.preferred_family_name, p.family_name)) order by p.family_name, p.given_name, p.id)
      from interaction_educator e join person p on p.district_id = e.district_id and p.id = e.person_id
      where e.district_id = i.district_id and e.interaction_id = i.id),
    'tags', coalesce((
      select jsonb_agg(jsonb_build_object('id', t.id::text, 'name', t.name) order by lower(t.name), t.id)
      from interaction_tag g join coaching_tag t on t.district_id = g.district_id and t.id = g.tag_id
      where g.district_id = i.district_id and g.interaction_id = i.id), '[]'),
    'nextStep', case when i.next_step_sealed is not null then
      jsonb_build_object('dueOn', i.next_step_due::text, 'doneOn', i.next_step_done_on::text) end,
    'hasNotes', i.notes_sealed is not null,
    'attachmentCount', (
      select count(*) from interaction_attachment a
      where a.district_id = i.district_id and a.interaction_id = i.id),
    'createdAt', to_char(i.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'version', i.version::text)
  from interaction i
  join person c on c.district_id = i.district_id and c.id = i.coach_id
  join org s on s.district_id = i.district_id and s.id = i.school_id
  where i.district_id = of_district and i.id = of_interaction
$function$;
CREATE OR REPLACE FUNCTION public.invoice_line_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if exists (
    select from invoice i
    where i.district_id = coalesce(new.district_id, old.district_id)
      and i.id in (new.invoice_id, old.invoice_id) and i.issued_on is not null) then
    raise exception 'An issued invoice is never changed: a credit note takes it back.'
      using errcode = 'check_violation', constraint = 'invoice_issued_stays';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $function$;
CREATE OR REPLACE FUNCTION public.invoice_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if old.issued_on is not null then
    raise exception 'An issued invoice is never changed: a credit note takes it back.'
      using errcode = 'check_violation', constraint = 'invoice_issued_stays';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $function$;
CREATE OR REPLACE FUNCTION public.is_under_hold(of_district text, of_person bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select exists (
    select from legal_hold h join person p on p.district_id = h.district_id and p.id = h.person_id
    where h.district_id = of_district and h.lifted_at is null and of_person in (p.id, p.merged_into))
$function$;
CREATE OR REPLACE FUNCTION public.keep_held_attachment()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select from interaction i where i.district_id = old.district_id and i.id = old.interaction_id
      and (is_under_hold(old.district_id, i.coach_id) or exists (
        select from interaction_educator e where e.district_id = i.district_id and e.interaction_id = i.id
          and is_under_hold(old.district_id, e.person_id))))
  then
    perform hold_stands();
  end if;
  return old;
end $function$;
CREATE OR REPLACE FUNCTION public.keep_held_interaction()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if is_under_hold(old.district_id, old.coach_id) or exists (
    select from interaction_educator e where e.district_id = old.district_id and e.interaction_id = old.id
      and is_under_hold(old.district_id, e.person_id))
  then
    perform hold_stands();
  end if;
  return old;
end $function$;
CREATE OR REPLACE FUNCTION public.keep_held_person()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if is_under_hold(old.district_id, old.id) then perform hold_stands(); end if;
  return case tg_op when 'DELETE' then old else new end;
end $function$;
CREATE OR REPLACE FUNCTION public.keep_held_score()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if is_under_hold(old.district_id, old.person_id) then perform hold_stands(); end if;
  return new;
end $function$;
CREATE OR REPLACE FUNCTION public.keep_role_map_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into role_map_version (district_id, number, map, saved_by, saved_at)
  select new.district_id, coalesce(max(number), 0) + 1, new.value,
    coalesce(nullif(current_setting('app.actor', true), ''), 'unknown'), new.updated_at
  from role_map_version where district_id = new.district_id;
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.note_run_lease()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.state in ('reading', 'staged', 'planned', 'applying', 'applied') then
    -- An applied run has given its lease back and still has a step to go: whoever finds it may take that.
    insert into run_lease (district_id, run_id, source_id, lease_until)
    values (new.district_id, new.id, new.source_id, coalesce(new.lease_until, now()))
    on conflict (district_id, run_id) do update set lease_until = excluded.lease_until;
  elsif new.state = 'requested' then
    -- A command claims its own run at once: one not claimed within a minute died before it could.
    insert into run_lease (district_id, run_id, source_id, lease_until)
    values (new.district_id, new.id, new.source_id, new.requested_at + interval '1 minute')
    on conflict (district_id, run_id) do nothing;
  else
    delete from run_lease where district_id = new.district_id and run_id = new.id;
  end if;
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.people_under_hold(of_district text)
 RETURNS TABLE(person_id bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select q.id from legal_hold h
  join person p on p.district_id = h.district_id and p.id = h.person_id
  join person q on q.district_id = h.district_id
    and coalesce(p.merged_into, p.id) in (q.id, q.merged_into)
  where h.district_id = of_district and h.lifted_at is null
$function$;
CREATE OR REPLACE FUNCTION public.person_content(enabled boolean, given_name text, family_name text, middle_name text, preferred_given_name text, preferred_family_name text, username text, email text, identifier text, grades text[])
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select hash_record_extended(row($1, $2, $3, $4, $5, $6, $7, $8, $9, $10), 0) $function$;
CREATE OR REPLACE FUNCTION public.person_kind(feed_roles jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
    select case when count(*) = 0 then 'none'
      when bool_or(role in ('guardian', 'parent', 'relative')) then 'guardian'
      when bool_and(role = 'student') then 'student'
      when bool_or(role = 'student') then 'mixed'
      else 'staff' end
    from jsonb_to_recordset(feed_roles) as f(role text)
  $function$;
CREATE OR REPLACE FUNCTION public.person_own_content(enabled boolean, user_ids jsonb, feed_roles jsonb, metadata jsonb)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select hash_record_extended(row($1, $2, $3, $4), 0) $function$;
CREATE OR REPLACE FUNCTION public.refresh_statistics()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  grown regclass;
  looked integer := 0;
begin
  for grown in
    select c.oid from pg_class c join pg_roles r on r.oid = c.relowner
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and r.rolname = current_user
      and pg_relation_size(c.oid) > 500000
      and (c.reltuples < 0 or pg_relation_size(c.oid) > 2 * current_setting('block_size')::bigint * c.relpages)
    order by c.oid
  loop
    execute format('analyze (skip_locked) %s', grown);
    looked := looked + 1;
  end loop;
  return looked;
end $function$;
CREATE OR REPLACE FUNCTION public.refuse_ledger_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  raise exception 'The seat ledger only grows: write a new entry instead of changing one.' using errcode = 'restrict_violation';
end $function$;
CREATE OR REPLACE FUNCTION public.refuse_where_held(of_district text, of_person bigint)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if is_under_hold(of_district, of_person)
    or exists (
      select from interaction i join interaction_educator e on e.district_id = i.district_id and e.interaction_id = i.id
      where i.district_id = of_district and i.coach_id = of_person and is_under_hold(of_district, e.person_id))
    or exists (
      select from interaction_educator e join interaction i on i.district_id = e.district_id and i.id = e.interaction_id
      where e.district_id = of_district and e.person_id = of_person and is_under_hold(of_district, i.coach_id))
    or exists (
      select from coaching_cycle c join coaching_cycle_educator e on e.district_id = c.district_id and e.cycle_id = c.id
      where c.district_id = of_district and c.coach_id = of_person and is_under_hold(of_district, e.person_id))
    or exists (
      select from coaching_cycle_educator e join coaching_cycle c on c.district_id = e.district_id and c.id = e.cycle_id
      where e.district_id = of_district and e.person_id = of_person and is_under_hold(of_district, c.coach_id))
  then
    perform hold_stands();
  end if;
end $function$;
CREATE OR REPLACE FUNCTION public.set_licence_ceiling()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if tg_op = 'INSERT' then
    new.ceiling := new.bought;
  elsif new.bought <> old.bought or new.used < old.used then
    new.ceiling := greatest(new.bought, new.used);
  end if;
  return new;
end $function$;
CREATE OR REPLACE FUNCTION public.slot_start(next_due_at timestamp with time zone, starts_at timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select case when starts_at >= next_due_at and starts_at - next_due_at < interval '1 day' then starts_at else next_due_at end $function$;
create table account (
  district_id text not null,
  person_id bigint not null,
  email text not null,
  password_hash text not null,
  status text default 'active'::text not null,
  created_at timestamp with time zone default now() not null,
  password_set_at timestamp with time zone default now() not null
);
create table account_locator (
  email_hash text not null,
  district_id text not null
);
create table affiliation (
  district_id text not null,
  org_id bigint not null,
  person_id bigint not null,
  source_id text not null,
  feed_role text not null,
  role_type text not null,
  begin_date date,
  end_date date
);
create table attachment_object (
  district_id text not null,
  key text not null,
  made_at timestamp with time zone not null
);
create table audit_entry (
  district_id text not null,
  id bigint generated by default as identity not null,
  at timestamp with time zone default now() not null,
  actor text not null,
  action text not null,
  object text not null,
  detail jsonb default '{}'::jsonb not null
);
create table audit_seal (
  district_id text not null,
  number bigint not null,
  entries jsonb not null,
  last_id bigint not null,
  previous bytea not null,
  hash bytea not null,
  sealed_at timestamp with time zone not null
);
create table avatar_hours (
  district_id text not null,
  class_id bigint not null,
  weekday smallint not null,
  starts smallint not null,
  ends smallint default 1440 not null,
  set_by text not null,
  set_at timestamp with time zone not null
);
create table benchmark_test (
  district_id text not null,
  person_id bigint not null,
  school_year integer not null,
  test smallint not null,
  state text not null,
  assigned_at timestamp with time zone not null,
  started_at timestamp with time zone,
  completed_at timestamp with time zone,
  score numeric(8,2),
  invalidated_at timestamp with time zone
);
create table caseload (
  district_id text not null,
  id bigint generated by default as identity not null,
  coach_id bigint not null,
  name text not null,
  archived_at timestamp with time zone,
  version integer default 1 not null,
  changed_at timestamp with time zone not null
);
create table caseload_member (
  district_id text not null,
  caseload_id bigint not null,
  person_id bigint not null,
  is_in boolean not null,
  since_on date not null,
  ends_on date
);
create table caseload_rule (
  district_id text not null,
  caseload_id bigint not null,
  "position" smallint not null,
  school_id bigint,
  grade text,
  subject text,
  feed_role text,
  is_first_year boolean default false not null
);
create table chore (
  district_id text not null,
  kind text not null,
  due_at timestamp with time zone not null,
  claimed_until timestamp with time zone,
  claimed_by text,
  done_at timestamp with time zone
);
create table class (
  district_id text not null,
  id bigint generated by default as identity not null,
  source_id text not null,
  sourced_id text not null,
  title text not null,
  class_code text,
  class_type text not null,
  location text,
  grades text[] default '{}'::text[] not null,
  subjects text[] default '{}'::text[] not null,
  periods text[] default '{}'::text[] not null,
  school_sourced_id text not null,
  school_id bigint,
  course_sourced_id text,
  term_sourced_ids text[] default '{}'::text[] not null,
  status text default 'active'::text not null,
  row_hash bigint,
  changed_run_id bigint,
  retired_at timestamp with time zone,
  feed_row integer,
  modified_at timestamp with time zone,
  fingerprint bigint,
  content bigint generated always as (class_content(title, class_code, class_type, location, grades, subjects, periods, school_sourced_id, course_sourced_id, term_sourced_ids)) stored not null
);
create table class_lead_request (
  district_id text not null,
  id bigint generated by default as identity not null,
  class_id bigint not null,
  person_id bigint not null,
  asked_by bigint not null,
  community_id bigint,
  state text not null,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  decided_by bigint,
  decided_at timestamp with time zone
);
create table class_monday (
  district_id text not null,
  cycle_id bigint not null,
  monday date not null,
  completed integer not null,
  expected integer not null
);
create table class_setting (
  district_id text not null,
  class_id bigint not null,
  code_locked boolean default false not null,
  roster_locked boolean default false not null,
  changed_by text not null,
  changed_at timestamp with time zone not null
);
create table coach_handover (
  district_id text not null,
  id bigint generated by default as identity not null,
  educator_id bigint not null,
  from_id bigint not null,
  to_id bigint,
  school_ids bigint[] not null,
  decided_by text not null,
  decided_at timestamp with time zone not null,
  changed jsonb default '{}'::jsonb not null,
  undone_at timestamp with time zone
);
create table coach_handover_step (
  district_id text not null,
  handover_id bigint not null,
  interaction_id bigint not null,
  done_on date
);
create table coaching_choice (
  district_id text not null,
  id text not null,
  list text not null,
  name text not null,
  "position" smallint not null,
  is_active boolean default true not null,
  levels text[] default '{}'::text[] not null,
  changed_at timestamp with time zone not null
);
create table coaching_close (
  district_id text not null,
  closed_to date,
  cycles_closed_to date
);
create table coaching_cycle (
  district_id text not null,
  id bigint generated by default as identity not null,
  coach_id bigint not null,
  focus_id text,
  scale_id text,
  texts_sealed text,
  started_on date not null,
  ended_on date,
  version integer default 1 not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  counted_on date
);
create table coaching_cycle_educator (
  district_id text not null,
  cycle_id bigint not null,
  person_id bigint not null,
  rating_start smallint,
  rating_end smallint,
  handed_on date
);
create table coaching_cycle_figure (
  district_id text not null,
  school_id bigint not null,
  from_on date not null,
  to_on date not null,
  cycles integer not null,
  days integer not null,
  educators integer not null,
  cells jsonb not null,
  published_at timestamp with time zone not null
);
create table coaching_cycle_interaction (
  district_id text not null,
  interaction_id bigint not null,
  cycle_id bigint not null,
  phase_id text,
  coach_id bigint,
  held_on date,
  minutes smallint,
  type text,
  at_school_id bigint
);
create table coaching_cycle_phase (
  district_id text not null,
  cycle_id bigint not null,
  phase_id text not null,
  "position" smallint not null
);
create table coaching_cycle_stay (
  district_id text not null,
  cycle_id bigint not null,
  from_on date not null,
  phase_id text not null
);
create table coaching_cycle_taken_out (
  district_id text not null,
  cycle_id bigint not null,
  person_id bigint not null
);
create table coaching_figure (
  district_id text not null,
  school_id bigint not null,
  from_on date not null,
  to_on date not null,
  interactions integer not null,
  minutes integer not null,
  educators integer not null,
  cells jsonb not null,
  published_at timestamp with time zone not null
);
create table coaching_tag (
  district_id text not null,
  id bigint generated by default as identity not null,
  name text not null,
  is_active boolean default true not null,
  changed_at timestamp with time zone default now() not null
);
create table code_session (
  district_id text not null,
  token_hash text not null,
  cycle_id bigint not null,
  person_id bigint,
  joiner_id bigint,
  draft_sealed text,
  is_done boolean default false not null,
  keep_until date not null
);
create table community (
  district_id text not null,
  id bigint generated by default as identity not null,
  name text not null,
  created_by bigint not null,
  created_at timestamp with time zone default now() not null,
  archived_at timestamp with time zone,
  archived_by text
);
create table community_class (
  district_id text not null,
  community_id bigint not null,
  class_id bigint not null,
  slot smallint not null,
  added_by bigint not null,
  added_at timestamp with time zone default now() not null,
  rule_id bigint
);
create table community_class_out (
  district_id text not null,
  community_id bigint not null,
  class_id bigint not null,
  at timestamp with time zone not null,
  by text not null
);
create table community_class_past (
  district_id text not null,
  id bigint generated by default as identity not null,
  community_id bigint not null,
  class_id bigint not null,
  since timestamp with time zone not null,
  until timestamp with time zone not null,
  ended_by text not null
);
create table community_invitation (
  district_id text not null,
  id bigint generated by default as identity not null,
  community_id bigint not null,
  kind text not null,
  email text,
  token_hash text,
  invitation_id bigint,
  invited_by bigint not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text,
  accepted integer default 0 not null,
  class_id bigint
);
create table community_member (
  district_id text not null,
  community_id bigint not null,
  person_id bigint not null,
  role text not null,
  added_by bigint not null,
  added_at timestamp with time zone default now() not null,
  role_since timestamp with time zone
);
create table community_member_past (
  district_id text not null,
  id bigint generated by default as identity not null,
  community_id bigint not null,
  person_id bigint not null,
  role text not null,
  since timestamp with time zone not null,
  until timestamp with time zone not null,
  ended_by text not null
);
create table community_monday (
  district_id text not null,
  community_id bigint not null,
  question_set text not null,
  monday date not null,
  starts_on date not null,
  ends_on date not null,
  classes integer not null,
  completed integer not null,
  expected integer not null
);
create table community_out (
  district_id text not null,
  community_id bigint not null,
  person_id bigint not null,
  at timestamp with time zone not null
);
create table community_report (
  district_id text not null,
  community_id bigint not null,
  made_on date not null,
  completed integer not null,
  expected integer not null,
  question_set text not null,
  figures jsonb not null,
  figure_rows jsonb not null,
  adds_to date,
  set_digest text
);
create table community_report_cycle (
  district_id text not null,
  community_id bigint not null,
  cycle_id bigint not null,
  question_set text not null,
  made_on date not null
);
create table community_rule (
  district_id text not null,
  id bigint generated by default as identity not null,
  same_course boolean not null,
  same_grade boolean not null,
  same_school boolean not null,
  school_ids bigint[],
  grades text[],
  courses text[],
  led_by bigint not null,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text
);
create table community_rule_group (
  district_id text not null,
  rule_id bigint not null,
  group_key text not null,
  community_id bigint not null
);
create table community_survey_default (
  district_id text not null,
  community_id bigint not null,
  question_set text not null,
  starts_on date not null,
  ends_on date not null,
  late_days integer not null,
  every_weeks integer not null,
  cycles integer not null
);
create table course (
  district_id text not null,
  id bigint generated by default as identity not null,
  source_id text not null,
  sourced_id text not null,
  title text not null,
  course_code text,
  grades text[] default '{}'::text[] not null,
  subjects text[] default '{}'::text[] not null,
  org_sourced_id text,
  school_year_sourced_id text,
  status text default 'active'::text not null,
  row_hash bigint,
  changed_run_id bigint,
  retired_at timestamp with time zone,
  feed_row integer,
  modified_at timestamp with time zone
);
create table customer (
  id text not null,
  name text not null,
  created_at timestamp with time zone default now() not null,
  reads_chart_strictly boolean default false not null
);
create table customer_admin (
  customer_id text not null,
  id bigint generated by default as identity not null,
  email text not null,
  name text,
  password_hash text,
  status text default 'invited'::text not null,
  created_at timestamp with time zone default now() not null
);
create table customer_invitation (
  customer_id text not null,
  customer_admin_id bigint not null,
  token_hash text not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone
);
create table customer_password_reset (
  customer_id text not null,
  token_hash text not null,
  customer_admin_id bigint not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null
);
create table customer_recovery_code (
  customer_id text not null,
  customer_admin_id bigint not null,
  code_hash text not null,
  used_at timestamp with time zone
);
create table customer_second_factor (
  customer_id text not null,
  customer_admin_id bigint not null,
  secret_sealed text not null,
  confirmed_at timestamp with time zone,
  last_step bigint default 0 not null,
  created_at timestamp with time zone not null
);
create table digest (
  district_id text not null,
  day date not null,
  composed_at timestamp with time zone not null
);
create table display_identity (
  district_id text not null,
  person_id bigint not null,
  name text not null,
  is_shown boolean default false not null
);
create table district (
  id text not null,
  customer_id text,
  name text not null,
  timezone text not null,
  created_at timestamp with time zone default now() not null
);
create table district_figures (
  district_id text not null,
  seen_at timestamp with time zone not null,
  figures jsonb not null
);
create table district_setting (
  district_id text not null,
  key text not null,
  value jsonb not null,
  updated_at timestamp with time zone default now() not null
);
create table educator_by_hand (
  district_id text not null,
  person_id bigint not null,
  added_by text not null,
  added_at timestamp with time zone not null
);
create table enrolment (
  district_id text not null,
  source_id text not null,
  sourced_id text not null,
  class_id bigint not null,
  person_id bigint not null,
  role text not null,
  is_primary boolean not null,
  begin_date date,
  end_date date,
  status text default 'active'::text not null,
  row_hash bigint,
  changed_run_id bigint,
  retired_at timestamp with time zone,
  feed_row integer,
  modified_at timestamp with time zone,
  fingerprint bigint,
  person_sourced_id text default ''::text not null,
  content bigint generated always as (enrolment_content(class_id, person_id, person_sourced_id, role, is_primary, begin_date, end_date)) stored not null
);
create table idempotent_answer (
  district_id text not null,
  actor text not null,
  key_hash text not null,
  request_hash text not null,
  created_at timestamp with time zone not null,
  status integer,
  body text
);
create table interaction (
  district_id text not null,
  id bigint generated by default as identity not null,
  coach_id bigint not null,
  held_on date not null,
  minutes smallint not null,
  type text not null,
  school_id bigint not null,
  notes_sealed text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  version integer default 1 not null,
  next_step_sealed text,
  next_step_due date,
  next_step_done_on date,
  sealed_for bigint,
  counted_on date
);
create table interaction_attachment (
  district_id text not null,
  id bigint generated by default as identity not null,
  interaction_id bigint not null,
  key text not null,
  name_sealed text not null,
  media_type text not null,
  size_bytes integer not null,
  place text not null,
  added_at timestamp with time zone not null
);
create table interaction_attachment_content (
  district_id text not null,
  attachment_id bigint not null,
  sealed bytea not null
);
create table interaction_draft (
  district_id text not null,
  person_id bigint not null,
  draft_sealed text not null,
  saved_at timestamp with time zone default now() not null,
  id text not null,
  sealed_for bigint
);
create table interaction_educator (
  district_id text not null,
  interaction_id bigint not null,
  person_id bigint not null,
  coach_id bigint,
  held_on date
);
create table interaction_import (
  district_id text not null,
  id bigint generated by default as identity not null,
  coach_id bigint not null,
  imported_by text not null,
  by_coach boolean not null,
  imported_at timestamp with time zone not null,
  interactions integer not null,
  undone_at timestamp with time zone
);
create table interaction_import_line (
  district_id text not null,
  interaction_id bigint not null,
  import_id bigint not null,
  line integer not null,
  key text not null
);
create table interaction_mail (
  district_id text not null,
  id bigint generated by default as identity not null,
  interaction_id bigint not null,
  version integer not null,
  person_id bigint not null,
  letter_sealed text not null,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  failure_code text
);
create table interaction_school (
  district_id text not null,
  interaction_id bigint not null,
  school_id bigint not null,
  coach_id bigint,
  held_on date,
  minutes smallint,
  type text,
  at_school_id bigint
);
create table interaction_tag (
  district_id text not null,
  interaction_id bigint not null,
  tag_id bigint not null,
  coach_id bigint,
  held_on date,
  minutes smallint,
  type text,
  at_school_id bigint
);
create table interaction_taken_out (
  district_id text not null,
  interaction_id bigint not null,
  person_id bigint not null
);
create table interaction_version (
  district_id text not null,
  interaction_id bigint not null,
  version integer not null,
  record_sealed text not null,
  replaced_by text not null,
  replaced_at timestamp with time zone not null
);
create table invitation (
  district_id text not null,
  id bigint generated by default as identity not null,
  token_hash text not null,
  email text not null,
  role text not null,
  scope_type text not null,
  scope_id bigint not null,
  person_id bigint,
  invited_by text not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  revoked_at timestamp with time zone,
  mailed_at timestamp with time zone
);
create table invoice (
  district_id text not null,
  id bigint generated by default as identity not null,
  number integer,
  seller_number text,
  credits_id bigint,
  reason text,
  currency text not null,
  issued_on date,
  due_on date,
  seller text not null,
  bill_to text not null,
  remittance text not null,
  tax_name text,
  tax_rate_ppm integer not null,
  subtotal bigint not null,
  tax bigint not null,
  total bigint not null,
  created_by text not null,
  created_at timestamp with time zone not null
);
create table invoice_line (
  district_id text not null,
  invoice_id bigint not null,
  "position" integer not null,
  kind text,
  purchase text,
  description text not null,
  quantity integer not null,
  starts_on date,
  ends_on date,
  unit_price bigint not null,
  amount bigint not null
);
create table invoice_number (
  district_id text not null,
  last integer not null
);
create table invoice_purchase_order (
  district_id text not null,
  id bigint generated by default as identity not null,
  invoice_id bigint not null,
  order_number text not null,
  given_by text not null,
  given_at timestamp with time zone not null
);
create table joiner_participation (
  district_id text not null,
  cycle_id bigint not null,
  joiner_id bigint not null,
  completed_on date not null,
  is_late boolean not null
);
create table late_joiner (
  district_id text not null,
  id bigint generated by default as identity not null,
  class_id bigint not null,
  name text,
  joined_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  removed_by text
);
create table legal_hold (
  district_id text not null,
  id bigint generated by default as identity not null,
  person_id bigint not null,
  reason text not null,
  set_by text not null,
  set_at timestamp with time zone not null,
  lifted_by text,
  lifted_at timestamp with time zone
);
create table licence (
  district_id text not null,
  kind text not null,
  bought integer default 0 not null,
  ceiling integer default 0 not null,
  used integer default 0 not null,
  waiting integer default 0 not null,
  grace integer default 0 not null,
  marked_over integer default 0 not null
);
create table licence_purchase (
  district_id text not null,
  kind text not null,
  name text not null,
  quantity integer not null,
  starts_on date,
  ends_on date,
  entered_at timestamp with time zone not null,
  entered_by text not null
);
create table licence_reservation (
  district_id text not null,
  kind text not null,
  school_id bigint not null,
  quantity integer not null
);
create table lti_context_link (
  district_id text not null,
  registration_id bigint not null,
  context_id text not null,
  title text,
  class_id bigint,
  linked_by text,
  created_at timestamp with time zone default now() not null,
  seen_at timestamp with time zone default now() not null,
  id bigint generated by default as identity not null,
  memberships_url text,
  platform_family text,
  dismissed_by text,
  dismissed_at timestamp with time zone,
  gradebook_url text
);
create table lti_context_proposal (
  district_id text not null,
  registration_id bigint not null,
  context_id text not null,
  class_id bigint not null,
  shared integer not null,
  members integer not null,
  enrolled integer not null,
  computed_at timestamp with time zone default now() not null
);
create table lti_deployment (
  id bigint generated by default as identity not null,
  registration_id bigint not null,
  deployment_id text not null,
  district_id text,
  status text default 'pending'::text not null,
  created_at timestamp with time zone default now() not null,
  confirmed_by text,
  confirmed_at timestamp with time zone
);
create table lti_email_choice (
  district_id text not null,
  registration_id bigint not null,
  enabled boolean not null,
  changed_by text not null,
  changed_at timestamp with time zone default now() not null
);
create table lti_key (
  kid text not null,
  status text not null,
  public_jwk jsonb not null,
  private_sealed text not null,
  created_at timestamp with time zone default now() not null,
  activated_at timestamp with time zone,
  retired_at timestamp with time zone
);
create table lti_login_state (
  state_hash text not null,
  nonce_hash text not null,
  browser_hash text not null,
  registration_id bigint not null,
  target_link_uri text not null,
  login_hint text not null,
  message_hint text,
  deployment_hint text,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  consumed_at timestamp with time zone,
  storage_target text
);
create table lti_placement (
  district_id text not null,
  id bigint generated by default as identity not null,
  registration_id bigint not null,
  deployment_id text not null,
  person_id bigint not null,
  return_url text not null,
  data text,
  accepts_multiple boolean not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  consumed_at timestamp with time zone
);
create table lti_preflight (
  district_id text not null,
  deployment_id bigint not null,
  checked_at timestamp with time zone not null,
  findings jsonb not null
);
create table lti_registration (
  id bigint generated by default as identity not null,
  issuer text not null,
  client_id text not null,
  auth_url text not null,
  token_url text not null,
  jwks_url text not null,
  person_id_field text default 'sourcedId'::text not null,
  frame_origins text[] not null,
  created_at timestamp with time zone default now() not null,
  only_district_id text,
  origin text default 'command'::text not null,
  product text,
  token_audience text
);
create table lti_registration_link (
  district_id text not null,
  id bigint generated by default as identity not null,
  token_hash text not null,
  state text default 'open'::text not null,
  registration_id bigint,
  created_by text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null
);
create table lti_unmatched_launch (
  district_id text not null,
  id bigint generated by default as identity not null,
  registration_id bigint not null,
  sub text not null,
  reason text not null,
  lms_name text,
  lms_email text,
  lms_person_id text,
  proposed_person_id bigint,
  launches integer default 1 not null,
  first_at timestamp with time zone default now() not null,
  last_at timestamp with time zone default now() not null,
  status text default 'open'::text not null,
  context_id text,
  not_person_id bigint,
  decided_by text,
  decided_at timestamp with time zone
);
create table lti_user_link (
  district_id text not null,
  registration_id bigint not null,
  sub text not null,
  person_id bigint not null,
  linked_by text not null,
  created_at timestamp with time zone default now() not null,
  id bigint generated by default as identity not null,
  vouched boolean default false not null
);
create table note_opening (
  district_id text not null,
  id bigint generated by default as identity not null,
  interaction_id bigint,
  opened_by text not null,
  reason_sealed text not null,
  opened_at timestamp with time zone not null,
  cycle_id bigint
);
create table notice (
  district_id text not null,
  id bigint generated by default as identity not null,
  kind text not null,
  key text not null,
  source_id text,
  run_id bigint,
  detail jsonb default '{}'::jsonb not null,
  opened_at timestamp with time zone not null,
  tell_at timestamp with time zone not null,
  told_at timestamp with time zone,
  resolved_at timestamp with time zone
);
create table notice_dismissal (
  district_id text not null,
  notice_id bigint not null,
  actor text not null,
  dismissed_at timestamp with time zone default now() not null
);
create table org (
  district_id text not null,
  id bigint generated by default as identity not null,
  source_id text not null,
  sourced_id text not null,
  name text not null,
  type text not null,
  identifier text,
  parent_sourced_id text,
  status text default 'active'::text not null,
  row_hash bigint,
  changed_run_id bigint,
  retired_at timestamp with time zone,
  feed_row integer,
  modified_at timestamp with time zone
);
create table outbox (
  district_id text not null,
  id bigint generated by default as identity not null,
  channel text not null,
  event text not null,
  recipient text not null,
  message_id text not null,
  message jsonb not null,
  state text default 'queued'::text not null,
  attempts integer default 0 not null,
  created_at timestamp with time zone not null,
  next_attempt_at timestamp with time zone not null,
  claimed_until timestamp with time zone,
  sent_at timestamp with time zone,
  failure_code text
);
create table parent_portal (
  district_id text not null,
  logo bytea not null,
  media_type text not null,
  changed_by text not null,
  changed_at timestamp with time zone not null
);
create table parent_registration (
  district_id text not null,
  id bigint generated by default as identity not null,
  given_name text not null,
  family_name text not null,
  email text not null,
  student_name text not null,
  student_number text,
  registered_at timestamp with time zone not null
);
create table participation_code (
  code text not null,
  district_id text not null,
  class_id bigint not null,
  made_at timestamp with time zone not null
);
create table password_reset (
  district_id text not null,
  token_hash text not null,
  person_id bigint not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null
);
create table pathway (
  district_id text not null,
  id bigint generated by default as identity not null,
  name text not null,
  grade text not null,
  steps jsonb not null,
  next_step integer not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  withdrawn_at timestamp with time zone
);
create table pathway_student (
  district_id text not null,
  person_id bigint not null,
  pathway_id bigint not null,
  enrolled_at timestamp with time zone not null,
  left_at timestamp with time zone,
  done jsonb default '{}'::jsonb not null
);
create table payment (
  district_id text not null,
  id bigint generated by default as identity not null,
  invoice_id bigint not null,
  refunds_id bigint,
  way text not null,
  amount bigint not null,
  currency text not null,
  paid_on date not null,
  reference text not null,
  noted_by text not null,
  noted_at timestamp with time zone not null
);
create table payment_checkout (
  district_id text not null,
  id bigint generated by default as identity not null,
  invoice_id bigint not null,
  reference text not null,
  url text not null,
  amount bigint not null,
  currency text not null,
  opened_by text not null,
  opened_at timestamp with time zone not null,
  expires_at timestamp with time zone not null
);
create table payment_event (
  district_id text not null,
  event text not null,
  type text not null,
  outcome text not null,
  invoice_id bigint,
  told_at timestamp with time zone not null
);
create table person (
  district_id text not null,
  id bigint generated by default as identity not null,
  given_name text not null,
  family_name text not null,
  middle_name text,
  preferred_given_name text,
  preferred_family_name text,
  username text,
  email text,
  identifier text,
  grades text[] default '{}'::text[] not null,
  enabled boolean default true not null,
  status text default 'active'::text not null,
  retired_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  merged_into bigint,
  content bigint generated always as (person_content(enabled, given_name, family_name, middle_name, preferred_given_name, preferred_family_name, username, email, identifier, grades)) stored not null,
  suspended_at timestamp with time zone,
  suspended_by text,
  erased_at timestamp with time zone,
  suspended_times tstzmultirange default '{}'::tstzmultirange not null
);
create table person_match_proposal (
  district_id text not null,
  id bigint generated by default as identity not null,
  person_id bigint not null,
  other_id bigint not null,
  because text not null,
  status text default 'open'::text not null,
  run_id bigint,
  created_at timestamp with time zone default now() not null,
  decided_by text,
  decided_at timestamp with time zone,
  asked_by text,
  asked_at timestamp with time zone,
  asked_stays bigint,
  refused text,
  asked_may_raise boolean default false not null
);
create table person_merge (
  district_id text not null,
  id bigint generated by default as identity not null,
  stays_id bigint not null,
  goes_id bigint not null,
  state text not null,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  may_raise boolean default false not null,
  merged_at timestamp with time zone,
  undo_asked_by text,
  undo_asked_at timestamp with time zone,
  undone_at timestamp with time zone,
  refused text
);
create table person_merge_row (
  district_id text not null,
  merge_id bigint not null,
  number integer not null,
  place text not null,
  key jsonb not null,
  was jsonb not null,
  became jsonb,
  person text
);
create table person_source (
  district_id text not null,
  source_id text not null,
  sourced_id text not null,
  person_id bigint not null,
  user_ids jsonb default '[]'::jsonb not null,
  feed_roles jsonb default '[]'::jsonb not null,
  metadata jsonb default '{}'::jsonb not null,
  status text default 'active'::text not null,
  row_hash bigint,
  changed_run_id bigint,
  retired_at timestamp with time zone,
  feed_row integer,
  modified_at timestamp with time zone,
  fingerprint bigint,
  enabled boolean default true not null,
  speaks boolean default true not null,
  own_content bigint generated always as (person_own_content(enabled, user_ids, feed_roles, metadata)) stored not null
);
create table point_entry (
  district_id text not null,
  id bigint generated by default as identity not null,
  programme_id bigint not null,
  person_id bigint not null,
  kind text not null,
  points integer not null,
  words text not null,
  undoes_id bigint,
  entered_by text not null,
  entered_at timestamp with time zone not null
);
create table product (
  district_id text not null,
  id text not null,
  name text not null,
  grades text[] default '{}'::text[] not null,
  category text default ''::text not null,
  status text default 'active'::text not null,
  changed_at timestamp with time zone not null,
  changed_by text not null
);
create table product_assignment (
  district_id text not null,
  product_id text not null,
  person_id bigint not null,
  given boolean not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  until_on date
);
create table product_rule (
  district_id text not null,
  product_id text not null,
  name text not null,
  "position" smallint not null,
  grades text[] default '{}'::text[] not null,
  school_ids bigint[] default '{}'::bigint[] not null,
  changed_at timestamp with time zone not null,
  changed_by text not null
);
create table programme (
  district_id text not null,
  id bigint generated by default as identity not null,
  class_id bigint not null,
  name text not null,
  starts_on date not null,
  ends_on date not null,
  created_by text not null,
  created_at timestamp with time zone not null
);
create table programme_reason (
  district_id text not null,
  programme_id bigint not null,
  "position" smallint not null,
  words text not null,
  points smallint not null
);
create table quarantine_entry (
  district_id text not null,
  source_id text not null,
  roster_table text not null,
  record text not null,
  code text not null,
  field text default ''::text not null,
  sourced_id text,
  file text not null,
  row_number bigint not null,
  expected text not null,
  fix_by text not null,
  first_run_id bigint not null,
  first_seen_at timestamp with time zone not null,
  last_run_id bigint not null,
  accepted boolean default false not null
);
create table quarantined_row (
  district_id text not null,
  run_id bigint not null,
  file text not null,
  row_number bigint not null,
  code text not null,
  field text default ''::text not null,
  roster_table text not null,
  sourced_id text,
  expected text not null,
  fix_by text not null
);
create table question_set (
  district_id text not null,
  set_id text not null,
  retired_at timestamp with time zone
);
create table question_set_default (
  district_id text not null,
  set_id text not null
);
create table question_set_revision (
  district_id text not null,
  set_id text not null,
  version integer not null,
  digest text not null,
  applies_from date not null,
  added_at timestamp with time zone not null
);
create table question_set_version (
  district_id text not null,
  digest text not null,
  set_id text not null,
  content jsonb not null,
  kept_at timestamp with time zone not null
);
create table recovery_code (
  district_id text not null,
  person_id bigint not null,
  code_hash text not null,
  used_at timestamp with time zone
);
create table report_filter (
  district_id text not null,
  id bigint generated by default as identity not null,
  person_id bigint not null,
  name text not null,
  is_shared boolean default false not null,
  asked jsonb not null,
  version integer default 1 not null,
  changed_at timestamp with time zone not null
);
create table role_grant (
  district_id text not null,
  id bigint generated by default as identity not null,
  person_id bigint not null,
  role text not null,
  scope_type text not null,
  scope_id bigint not null,
  origin text not null,
  source_id text default ''::text not null,
  rule text,
  granted_run_id bigint,
  granted_at timestamp with time zone default now() not null,
  status text default 'active'::text not null,
  revoked_run_id bigint,
  revoked_at timestamp with time zone,
  person_sourced_id text default ''::text not null
);
create table role_map_version (
  district_id text not null,
  number integer not null,
  map jsonb not null,
  saved_by text not null,
  saved_at timestamp with time zone not null
);
create table roster_import (
  district_id text not null,
  id bigint generated by default as identity not null,
  kind text not null,
  imported_by text not null,
  imported_at timestamp with time zone not null,
  written_at timestamp with time zone default now() not null,
  added integer not null,
  changed integer not null,
  left_out integer not null,
  undone_at timestamp with time zone,
  stayed integer
);
create table roster_import_effect (
  district_id text not null,
  id bigint generated by default as identity not null,
  import_id bigint not null,
  line integer not null,
  effect text not null,
  person_id bigint,
  class_id bigint,
  detail jsonb default '{}'::jsonb not null
);
create table rule_change (
  district_id text not null,
  id bigint generated by default as identity not null,
  rule text not null,
  school_id bigint not null,
  before jsonb,
  after jsonb,
  locked boolean not null,
  changed_by text not null,
  changed_at timestamp with time zone not null
);
create table rule_setting (
  district_id text not null,
  rule text not null,
  school_id bigint not null,
  value jsonb,
  locked boolean default false not null,
  set_by text not null,
  set_at timestamp with time zone not null
);
create table run (
  district_id text not null,
  id bigint generated by default as identity not null,
  source_id text not null,
  trigger text not null,
  dry_run boolean default false not null,
  state text default 'requested'::text not null,
  token bigint default 0 not null,
  lease_owner text,
  lease_until timestamp with time zone,
  requested_at timestamp with time zone default now() not null,
  requested_by text,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  plan_hash text,
  report jsonb,
  hold jsonb,
  failure jsonb,
  decided_by text,
  decided_at timestamp with time zone,
  files jsonb,
  undo_of bigint,
  applied_no bigint,
  undone_by bigint,
  bookmark jsonb
);
create table run_change (
  district_id text not null,
  run_id bigint not null,
  kind text not null,
  op text not null,
  key text not null,
  row_hash bigint,
  before jsonb,
  after jsonb,
  skipped_because text,
  feed_row integer,
  joins text
);
create table run_lease (
  district_id text not null,
  run_id bigint not null,
  source_id text not null,
  lease_until timestamp with time zone not null
);
create table run_mark (
  district_id text not null,
  run_id bigint not null,
  kind text not null,
  key text not null,
  modified_at timestamp with time zone not null
);
create table run_match (
  district_id text not null,
  run_id bigint not null,
  new_sourced_id text not null,
  old_sourced_id text not null,
  person_id bigint not null,
  because text not null,
  joined boolean not null
);
create table run_order (
  id bigint generated always as identity not null,
  district_id text not null,
  source_id text not null,
  kind text not null,
  run_id bigint,
  requested_by text not null,
  requested_at timestamp with time zone default now() not null,
  taken_at timestamp with time zone,
  done_at timestamp with time zone,
  failure_code text,
  lease_until timestamp with time zone,
  taken_count integer default 0 not null,
  made_run_id bigint,
  upload_id bigint
);
create table schema_migration (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone default now() not null
);
create table school_group (
  district_id text not null,
  id bigint generated by default as identity not null,
  name text not null,
  changed_at timestamp with time zone not null
);
create table school_group_school (
  district_id text not null,
  group_id bigint not null,
  school_id bigint not null
);
create table school_information (
  district_id text not null,
  school_id bigint not null,
  address text,
  phone text,
  website text,
  email text,
  set_by text not null,
  set_at timestamp with time zone not null
);
create table seat (
  district_id text not null,
  kind text not null,
  person_id bigint not null,
  state text not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  place bigint not null
);
create table seat_ledger (
  district_id text not null,
  kind text not null,
  seq bigint not null,
  at timestamp with time zone not null,
  move text not null,
  person_id bigint,
  reason text not null,
  until timestamp with time zone,
  quantity integer,
  run_id bigint,
  actor text not null,
  purchase text
);
create table seat_priority (
  district_id text not null,
  kind text not null,
  person_id bigint not null,
  priority smallint not null
);
create table second_factor (
  district_id text not null,
  person_id bigint not null,
  secret_sealed text not null,
  confirmed_at timestamp with time zone,
  last_step bigint default 0 not null,
  created_at timestamp with time zone not null
);
create table session (
  token_hash text not null,
  kind text not null,
  district_id text,
  person_id bigint,
  customer_id text,
  customer_admin_id bigint,
  registration_id bigint,
  class_id bigint,
  unmatched_reason text,
  created_at timestamp with time zone default now() not null,
  seen_at timestamp with time zone default now() not null,
  idle_expires_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  id bigint generated always as identity not null,
  roles text[] default '{}'::text[] not null,
  opens text,
  weak boolean default false not null,
  support_access_id bigint,
  factor_due_at timestamp with time zone,
  start_card_id bigint
);
create table session_code (
  code_hash text not null,
  district_id text not null,
  person_id bigint,
  registration_id bigint not null,
  class_id bigint,
  unmatched_reason text,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  consumed_at timestamp with time zone,
  opens text,
  weak boolean default false not null
);
create table sign_in_attempt (
  key_hash text not null,
  failures integer not null,
  window_ends_at timestamp with time zone not null,
  blocked_until timestamp with time zone
);
create table sign_in_known (
  key_hash text not null,
  seen_at timestamp with time zone not null
);
create table source (
  district_id text not null,
  id text not null,
  connector text not null,
  config jsonb not null,
  baseline_run_id bigint,
  created_at timestamp with time zone default now() not null,
  memory jsonb,
  bookmark jsonb,
  borrows_orgs boolean default false not null
);
create table source_schedule (
  district_id text not null,
  source_id text not null,
  cron text,
  paused boolean default false not null,
  next_due_at timestamp with time zone,
  last_slot_at timestamp with time zone,
  paused_because text,
  pinned_by bigint,
  starts_at timestamp with time zone,
  blackouts jsonb default '[]'::jsonb not null,
  window_end text,
  retry_slot timestamp with time zone,
  retry_at timestamp with time zone,
  retries integer default 0 not null,
  alarm_since timestamp with time zone,
  alarm_code text,
  last_success_at timestamp with time zone,
  stale_at timestamp with time zone,
  removed_at timestamp with time zone
);
create table source_table (
  district_id text not null,
  source_id text not null,
  roster_table text not null,
  full_run_id bigint,
  full_at timestamp with time zone,
  delta_mark timestamp with time zone,
  full_mark timestamp with time zone,
  file_ends jsonb default '{}'::jsonb not null
);
create table sso_link (
  district_id text not null,
  issuer text not null,
  sub text not null,
  person_id bigint not null,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null
);
create table sso_listing (
  district_id text not null,
  label text not null
);
create table sso_login_state (
  state_hash text not null,
  browser_hash text not null,
  district_id text not null,
  version bigint not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  consumed_at timestamp with time zone
);
create table sso_provider (
  district_id text not null,
  issuer text not null,
  client_id text not null,
  client_secret_sealed text not null,
  label text not null,
  claim text not null,
  field text not null,
  required_claim text,
  required_value text,
  is_on boolean default true not null,
  version bigint default 1 not null,
  changed_at timestamp with time zone not null
);
create table start_card (
  district_id text not null,
  id bigint generated by default as identity not null,
  person_id bigint not null,
  class_id bigint,
  school_id bigint not null,
  code_mark text not null,
  printed_at timestamp with time zone not null,
  printed_by text not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone
);
create table start_card_number (
  number text not null,
  district_id text not null,
  card_id bigint not null
);
create table sticky_field (
  district_id text not null,
  kind text not null,
  record text not null,
  field text not null,
  value jsonb not null,
  feed_value jsonb default 'null'::jsonb not null,
  set_by text not null,
  set_at timestamp with time zone default now() not null
);
create table student_avatar (
  district_id text not null,
  person_id bigint not null,
  parts jsonb not null,
  changed_at timestamp with time zone not null
);
create table student_information (
  district_id text not null,
  person_id bigint not null,
  second_language text
);
create table support_access (
  district_id text not null,
  id bigint generated by default as identity not null,
  reason text not null,
  who text not null,
  opened_by text not null,
  opened_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  link_hash text not null,
  link_expires_at timestamp with time zone not null,
  begun_at timestamp with time zone,
  requests integer default 0 not null,
  ended_at timestamp with time zone,
  ended_by text
);
create table survey_cycle (
  district_id text not null,
  id bigint generated by default as identity not null,
  class_id bigint not null,
  question_set text not null,
  starts_on date not null,
  ends_on date not null,
  extended_to date,
  made_by text not null,
  made_at timestamp with time zone not null,
  closed_on date,
  names_removed_on date
);
create table survey_draft (
  district_id text not null,
  cycle_id bigint not null,
  person_id bigint not null,
  draft_sealed text not null,
  keep_until date not null
);
create table survey_gradebook (
  district_id text not null,
  class_id bigint not null,
  on_from date not null,
  turned_on_by text not null
);
create table survey_line_item (
  district_id text not null,
  cycle_id bigint not null,
  page_id bigint not null,
  url text,
  problem text,
  failures integer default 0 not null,
  next_try_at timestamp with time zone
);
create table survey_name_removal (
  district_id text not null,
  due_on date not null,
  cycles integer not null,
  participations integer not null,
  finished_at timestamp with time zone
);
create table survey_participation (
  district_id text not null,
  cycle_id bigint not null,
  person_id bigint not null,
  completed_on date not null,
  is_late boolean not null
);
create table survey_result (
  district_id text not null,
  cycle_id bigint not null,
  made_on date not null,
  completed integer not null,
  expected integer not null,
  leads text[] not null,
  cells jsonb not null,
  texts_sealed text,
  set_digest text
);
create table survey_score (
  district_id text not null,
  cycle_id bigint not null,
  page_id bigint not null,
  person_id bigint not null,
  taken boolean not null,
  tried_on date not null
);
create table survey_sheet (
  district_id text not null,
  cycle_id bigint not null,
  id text not null,
  answers jsonb not null
);
create table survey_text (
  district_id text not null,
  cycle_id bigint not null,
  id text not null,
  question text not null,
  text_sealed text not null
);
create table survey_tray (
  district_id text not null,
  cycle_id bigint not null,
  id text not null,
  answers_sealed text not null
);
create table term (
  district_id text not null,
  id bigint generated by default as identity not null,
  source_id text not null,
  sourced_id text not null,
  title text not null,
  type text not null,
  start_date date not null,
  end_date date not null,
  parent_sourced_id text,
  school_year smallint,
  status text default 'active'::text not null,
  row_hash bigint,
  changed_run_id bigint,
  retired_at timestamp with time zone,
  feed_row integer,
  modified_at timestamp with time zone
);
create table upload (
  district_id text not null,
  id bigint generated by default as identity not null,
  source_id text not null,
  whole boolean not null,
  bytes integer not null,
  state text default 'waiting'::text not null,
  content text,
  findings text,
  uploaded_by text not null,
  uploaded_at timestamp with time zone not null
);
create table worker_heartbeat (
  owner text not null,
  started_at timestamp with time zone not null,
  beat_at timestamp with time zone not null
);
alter table account add constraint account_email_check CHECK ((email <> ''::text));
alter table account add constraint account_pkey PRIMARY KEY (district_id, person_id);
alter table account add constraint account_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text])));
alter table account_locator add constraint account_locator_pkey PRIMARY KEY (email_hash, district_id);
alter table affiliation add constraint affiliation_pkey PRIMARY KEY (district_id, org_id, person_id, source_id, feed_role, role_type);
alter table attachment_object add constraint attachment_object_key_check CHECK ((key <> ''::text));
alter table attachment_object add constraint attachment_object_pkey PRIMARY KEY (district_id, key);
alter table audit_entry add constraint audit_entry_pkey PRIMARY KEY (district_id, id);
alter table audit_seal add constraint audit_seal_number_check CHECK ((number > 0));
alter table audit_seal add constraint audit_seal_pkey PRIMARY KEY (district_id, number);
alter table avatar_hours add constraint avatar_hours_ends_check CHECK (((ends >= 1) AND (ends <= 1440)));
alter table avatar_hours add constraint avatar_hours_forward CHECK ((ends > starts));
alter table avatar_hours add constraint avatar_hours_pkey PRIMARY KEY (district_id, class_id, weekday, starts);
alter table avatar_hours add constraint avatar_hours_set_by_check CHECK ((set_by <> ''::text));
alter table avatar_hours add constraint avatar_hours_starts_check CHECK (((starts >= 0) AND (starts <= 1439)));
alter table avatar_hours add constraint avatar_hours_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)));
alter table benchmark_test add constraint benchmark_test_in_order CHECK (((completed_at IS NULL) OR (completed_at >= started_at)));
alter table benchmark_test add constraint benchmark_test_pkey PRIMARY KEY (district_id, person_id, school_year, test);
alter table benchmark_test add constraint benchmark_test_state CHECK (
CASE state
    WHEN 'assigned'::text THEN ((started_at IS NULL) AND (completed_at IS NULL) AND (score IS NULL))
    WHEN 'started'::text THEN ((started_at IS NOT NULL) AND (completed_at IS NULL) AND (score IS NULL))
    WHEN 'completed'::text THEN ((started_at IS NOT NULL) AND (completed_at IS NOT NULL) AND (score IS NOT NULL))
    ELSE ((invalidated_at IS NOT NULL) AND (test > 1) AND (score IS NULL))
END);
alter table benchmark_test add constraint benchmark_test_state_check CHECK ((state = ANY (ARRAY['assigned'::text, 'started'::text, 'completed'::text, 'invalidated'::text])));
alter table benchmark_test add constraint benchmark_test_test_check CHECK (((test >= 1) AND (test <= 3)));
alter table caseload add constraint caseload_name_check CHECK (((btrim(name) <> ''::text) AND (length(name) <= 80)));
alter table caseload add constraint caseload_pkey PRIMARY KEY (district_id, id);
alter table caseload add constraint caseload_version_check CHECK ((version > 0));
alter table caseload_member add constraint caseload_member_days CHECK ((ends_on > since_on));
alter table caseload_member add constraint caseload_member_pkey PRIMARY KEY (district_id, caseload_id, person_id);
alter table caseload_rule add constraint caseload_rule_feed_role_check CHECK ((feed_role <> ''::text));
alter table caseload_rule add constraint caseload_rule_grade_check CHECK ((grade <> ''::text));
alter table caseload_rule add constraint caseload_rule_names_something CHECK (((num_nonnulls(school_id, grade, subject, feed_role) > 0) OR is_first_year));
alter table caseload_rule add constraint caseload_rule_pkey PRIMARY KEY (district_id, caseload_id, "position");
alter table caseload_rule add constraint caseload_rule_position_check CHECK (("position" > 0));
alter table caseload_rule add constraint caseload_rule_subject_check CHECK ((subject <> ''::text));
alter table chore add constraint chore_kind_check CHECK ((kind = ANY (ARRAY['look'::text, 'post'::text, 'retention'::text, 'expiry'::text, 'link'::text, 'pairs'::text, 'seal'::text, 'figures'::text, 'surveys'::text, 'gradebook'::text])));
alter table chore add constraint chore_pkey PRIMARY KEY (district_id, kind);
alter table class add constraint class_district_id_source_id_sourced_id_key UNIQUE (district_id, source_id, sourced_id);
alter table class add constraint class_pkey PRIMARY KEY (district_id, id);
alter table class add constraint class_status_check CHECK ((status = ANY (ARRAY['active'::text, 'retired'::text])));
alter table class_lead_request add constraint class_lead_request_pkey PRIMARY KEY (district_id, id);
alter table class_lead_request add constraint class_lead_request_state_check CHECK ((state = ANY (ARRAY['waiting_for_lead'::text, 'waiting_for_person'::text, 'done'::text, 'refused'::text, 'withdrawn'::text])));
alter table class_monday add constraint class_monday_check CHECK ((expected >= completed));
alter table class_monday add constraint class_monday_completed_check CHECK ((completed >= 0));
alter table class_monday add constraint class_monday_monday_check CHECK ((EXTRACT(isodow FROM monday) = (1)::numeric));
alter table class_monday add constraint class_monday_pkey PRIMARY KEY (district_id, cycle_id, monday);
alter table class_setting add constraint class_setting_changed_by_check CHECK ((changed_by <> ''::text));
alter table class_setting add constraint class_setting_pkey PRIMARY KEY (district_id, class_id);
alter table coach_handover add constraint coach_handover_pkey PRIMARY KEY (district_id, id);
alter table coach_handover_step add constraint coach_handover_step_pkey PRIMARY KEY (district_id, handover_id, interaction_id);
alter table coaching_choice add constraint coaching_choice_id_check CHECK ((id <> ''::text));
alter table coaching_choice add constraint coaching_choice_list_check CHECK ((list = ANY (ARRAY['phases'::text, 'focuses'::text, 'scales'::text])));
alter table coaching_choice add constraint coaching_choice_name_check CHECK ((btrim(name) <> ''::text));
alter table coaching_choice add constraint coaching_choice_pkey PRIMARY KEY (district_id, id);
alter table coaching_close add constraint coaching_close_pkey PRIMARY KEY (district_id);
alter table coaching_cycle add constraint coaching_cycle_ends_after_start CHECK ((ended_on >= started_on));
alter table coaching_cycle add constraint coaching_cycle_pkey PRIMARY KEY (district_id, id);
alter table coaching_cycle add constraint coaching_cycle_version_check CHECK ((version > 0));
alter table coaching_cycle_educator add constraint coaching_cycle_educator_pkey PRIMARY KEY (district_id, cycle_id, person_id);
alter table coaching_cycle_educator add constraint coaching_cycle_educator_rating_end_check CHECK ((rating_end > 0));
alter table coaching_cycle_educator add constraint coaching_cycle_educator_rating_start_check CHECK ((rating_start > 0));
alter table coaching_cycle_figure add constraint coaching_cycle_figure_cells_check CHECK ((jsonb_typeof(cells) = 'array'::text));
alter table coaching_cycle_figure add constraint coaching_cycle_figure_check CHECK ((from_on <= to_on));
alter table coaching_cycle_figure add constraint coaching_cycle_figure_cycles_check CHECK ((cycles > 0));
alter table coaching_cycle_figure add constraint coaching_cycle_figure_days_check CHECK ((days > 0));
alter table coaching_cycle_figure add constraint coaching_cycle_figure_educators_check CHECK ((educators >= 5));
alter table coaching_cycle_figure add constraint coaching_cycle_figure_pkey PRIMARY KEY (district_id, school_id, to_on);
alter table coaching_cycle_interaction add constraint coaching_cycle_interaction_facts CHECK ((held_on IS NOT NULL));
alter table coaching_cycle_interaction add constraint coaching_cycle_interaction_pkey PRIMARY KEY (district_id, interaction_id);
alter table coaching_cycle_phase add constraint coaching_cycle_phase_pkey PRIMARY KEY (district_id, cycle_id, phase_id);
alter table coaching_cycle_stay add constraint coaching_cycle_stay_pkey PRIMARY KEY (district_id, cycle_id, from_on);
alter table coaching_cycle_taken_out add constraint coaching_cycle_taken_out_pkey PRIMARY KEY (district_id, cycle_id, person_id);
alter table coaching_figure add constraint coaching_figure_cells_check CHECK ((jsonb_typeof(cells) = 'array'::text));
alter table coaching_figure add constraint coaching_figure_check CHECK ((from_on <= to_on));
alter table coaching_figure add constraint coaching_figure_educators_check CHECK ((educators >= 5));
alter table coaching_figure add constraint coaching_figure_interactions_check CHECK ((interactions > 0));
alter table coaching_figure add constraint coaching_figure_minutes_check CHECK ((minutes > 0));
alter table coaching_figure add constraint coaching_figure_pkey PRIMARY KEY (district_id, school_id, to_on);
alter table coaching_tag add constraint coaching_tag_name_check CHECK (((btrim(name) <> ''::text) AND (length(name) <= 60)));
alter table coaching_tag add constraint coaching_tag_pkey PRIMARY KEY (district_id, id);
alter table code_session add constraint code_session_done CHECK (((NOT is_done) OR (draft_sealed IS NULL)));
alter table code_session add constraint code_session_of_one CHECK ((num_nonnulls(person_id, joiner_id) = 1));
alter table code_session add constraint code_session_pkey PRIMARY KEY (district_id, token_hash);
alter table code_session add constraint code_session_token_hash_check CHECK ((token_hash <> ''::text));
alter table community add constraint community_archived CHECK (((archived_at IS NULL) = (archived_by IS NULL)));
alter table community add constraint community_archived_by_check CHECK ((archived_by <> ''::text));
alter table community add constraint community_name_check CHECK ((btrim(name) <> ''::text));
alter table community add constraint community_pkey PRIMARY KEY (district_id, id);
alter table community_class add constraint community_class_district_id_class_id_slot_key UNIQUE (district_id, class_id, slot);
alter table community_class add constraint community_class_pkey PRIMARY KEY (district_id, community_id, class_id);
alter table community_class add constraint community_class_slot_check CHECK (((slot >= 1) AND (slot <= 5)));
alter table community_class_out add constraint community_class_out_by_check CHECK ((by <> ''::text));
alter table community_class_out add constraint community_class_out_pkey PRIMARY KEY (district_id, community_id, class_id);
alter table community_class_past add constraint community_class_past_ended_by_check CHECK ((ended_by <> ''::text));
alter table community_class_past add constraint community_class_past_pkey PRIMARY KEY (district_id, id);
alter table community_invitation add constraint community_invitation_accepted_check CHECK ((accepted >= 0));
alter table community_invitation add constraint community_invitation_district_id_token_hash_key UNIQUE (district_id, token_hash);
alter table community_invitation add constraint community_invitation_email_check CHECK ((email <> ''::text));
alter table community_invitation add constraint community_invitation_ended CHECK (((ended_at IS NULL) = (ended_by IS NULL)));
alter table community_invitation add constraint community_invitation_ended_by_check CHECK ((ended_by <> ''::text));
alter table community_invitation add constraint community_invitation_kind CHECK ((((kind = 'mail'::text) = (email IS NOT NULL)) AND ((kind = 'link'::text) = (token_hash IS NOT NULL)) AND ((kind = 'class'::text) = (class_id IS NOT NULL))));
alter table community_invitation add constraint community_invitation_kind_check CHECK ((kind = ANY (ARRAY['mail'::text, 'link'::text, 'class'::text])));
alter table community_invitation add constraint community_invitation_pkey PRIMARY KEY (district_id, id);
alter table community_member add constraint community_member_pkey PRIMARY KEY (district_id, community_id, person_id);
alter table community_member add constraint community_member_role_check CHECK ((role = ANY (ARRAY['lead'::text, 'member'::text])));
alter table community_member_past add constraint community_member_past_ended_by_check CHECK ((ended_by <> ''::text));
alter table community_member_past add constraint community_member_past_pkey PRIMARY KEY (district_id, id);
alter table community_member_past add constraint community_member_past_role_check CHECK ((role = ANY (ARRAY['lead'::text, 'member'::text])));
alter table community_monday add constraint community_monday_check CHECK ((expected >= completed));
alter table community_monday add constraint community_monday_classes_check CHECK ((classes > 1));
alter table community_monday add constraint community_monday_completed_check CHECK ((completed >= 0));
alter table community_monday add constraint community_monday_monday_check CHECK ((EXTRACT(isodow FROM monday) = (1)::numeric));
alter table community_monday add constraint community_monday_pkey PRIMARY KEY (district_id, community_id, question_set, monday);
alter table community_monday add constraint community_monday_question_set_check CHECK ((question_set <> ''::text));
alter table community_out add constraint community_out_pkey PRIMARY KEY (district_id, community_id, person_id);
alter table community_report add constraint community_report_check CHECK ((adds_to < made_on));
alter table community_report add constraint community_report_completed_check CHECK ((completed >= 0));
alter table community_report add constraint community_report_expected_check CHECK ((expected >= 0));
alter table community_report add constraint community_report_figure_rows_check CHECK ((jsonb_typeof(figure_rows) = 'object'::text));
alter table community_report add constraint community_report_figures_check CHECK ((jsonb_typeof(figures) = 'array'::text));
alter table community_report add constraint community_report_pkey PRIMARY KEY (district_id, community_id, question_set, made_on);
alter table community_report add constraint community_report_question_set_check CHECK ((question_set <> ''::text));
alter table community_report_cycle add constraint community_report_cycle_pkey PRIMARY KEY (district_id, community_id, cycle_id);
alter table community_rule add constraint community_rule_courses_check CHECK ((cardinality(courses) > 0));
alter table community_rule add constraint community_rule_ended CHECK (((ended_at IS NULL) = (ended_by IS NULL)));
alter table community_rule add constraint community_rule_ended_by_check CHECK ((ended_by <> ''::text));
alter table community_rule add constraint community_rule_grades_check CHECK ((cardinality(grades) > 0));
alter table community_rule add constraint community_rule_pkey PRIMARY KEY (district_id, id);
alter table community_rule add constraint community_rule_says_something CHECK ((same_course OR same_grade OR same_school));
alter table community_rule add constraint community_rule_school_ids_check CHECK ((cardinality(school_ids) > 0));
alter table community_rule_group add constraint community_rule_group_district_id_community_id_key UNIQUE (district_id, community_id);
alter table community_rule_group add constraint community_rule_group_group_key_check CHECK ((group_key <> ''::text));
alter table community_rule_group add constraint community_rule_group_pkey PRIMARY KEY (district_id, rule_id, group_key);
alter table community_survey_default add constraint community_survey_default_cycles_check CHECK (((cycles >= 1) AND (cycles <= 12)));
alter table community_survey_default add constraint community_survey_default_days CHECK ((ends_on >= starts_on));
alter table community_survey_default add constraint community_survey_default_every_weeks_check CHECK (((every_weeks >= 1) AND (every_weeks <= 26)));
alter table community_survey_default add constraint community_survey_default_late_days_check CHECK (((late_days >= 0) AND (late_days <= 28)));
alter table community_survey_default add constraint community_survey_default_pkey PRIMARY KEY (district_id, community_id);
alter table community_survey_default add constraint community_survey_default_question_set_check CHECK ((question_set <> ''::text));
alter table course add constraint course_district_id_source_id_sourced_id_key UNIQUE (district_id, source_id, sourced_id);
alter table course add constraint course_pkey PRIMARY KEY (district_id, id);
alter table course add constraint course_status_check CHECK ((status = ANY (ARRAY['active'::text, 'retired'::text])));
alter table customer add constraint customer_id_check CHECK ((id ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text));
alter table customer add constraint customer_name_check CHECK ((name <> ''::text));
alter table customer add constraint customer_pkey PRIMARY KEY (id);
alter table customer_admin add constraint customer_admin_pkey PRIMARY KEY (customer_id, id);
alter table customer_admin add constraint customer_admin_removed_check CHECK (((status <> 'removed'::text) OR (password_hash IS NULL)));
alter table customer_admin add constraint customer_admin_status_check CHECK ((status = ANY (ARRAY['invited'::text, 'active'::text, 'suspended'::text, 'removed'::text])));
alter table customer_invitation add constraint customer_invitation_pkey PRIMARY KEY (customer_id, token_hash);
alter table customer_password_reset add constraint customer_password_reset_pkey PRIMARY KEY (customer_id, token_hash);
alter table customer_recovery_code add constraint customer_recovery_code_pkey PRIMARY KEY (customer_id, customer_admin_id, code_hash);
alter table customer_second_factor add constraint customer_second_factor_pkey PRIMARY KEY (customer_id, customer_admin_id);
alter table digest add constraint digest_pkey PRIMARY KEY (district_id, day);
alter table display_identity add constraint display_identity_name_check CHECK (((btrim(name) <> ''::text) AND (length(name) <= 60)));
alter table display_identity add constraint display_identity_pkey PRIMARY KEY (district_id, person_id, name);
alter table district add constraint district_id_check CHECK ((id ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text));
alter table district add constraint district_name_check CHECK ((name <> ''::text));
alter table district add constraint district_pkey PRIMARY KEY (id);
alter table district_figures add constraint district_figures_pkey PRIMARY KEY (district_id);
alter table district_setting add constraint district_setting_pkey PRIMARY KEY (district_id, key);
alter table educator_by_hand add constraint educator_by_hand_added_by_check CHECK ((added_by <> ''::text));
alter table educator_by_hand add constraint educator_by_hand_pkey PRIMARY KEY (district_id, person_id);
alter table enrolment add constraint enrolment_pkey PRIMARY KEY (district_id, source_id, sourced_id);
alter table enrolment add constraint enrolment_status_check CHECK ((status = ANY (ARRAY['active'::text, 'retired'::text])));
alter table idempotent_answer add constraint idempotent_answer_pkey PRIMARY KEY (district_id, actor, key_hash);
alter table interaction add constraint interaction_minutes_check CHECK (((minutes >= 1) AND (minutes <= 1440)));
alter table interaction add constraint interaction_next_step CHECK (((next_step_sealed IS NOT NULL) OR ((next_step_due IS NULL) AND (next_step_done_on IS NULL))));
alter table interaction add constraint interaction_pkey PRIMARY KEY (district_id, id);
alter table interaction add constraint interaction_type_check CHECK ((type <> ''::text));
alter table interaction add constraint interaction_version_check CHECK ((version > 0));
alter table interaction_attachment add constraint interaction_attachment_key_check CHECK ((key <> ''::text));
alter table interaction_attachment add constraint interaction_attachment_pkey PRIMARY KEY (district_id, id);
alter table interaction_attachment add constraint interaction_attachment_place_check CHECK ((place = ANY (ARRAY['database'::text, 'objects'::text])));
alter table interaction_attachment add constraint interaction_attachment_size_bytes_check CHECK ((size_bytes > 0));
alter table interaction_attachment_content add constraint interaction_attachment_content_pkey PRIMARY KEY (district_id, attachment_id);
alter table interaction_draft add constraint interaction_draft_pkey PRIMARY KEY (district_id, person_id, id);
alter table interaction_educator add constraint interaction_educator_pkey PRIMARY KEY (district_id, interaction_id, person_id);
alter table interaction_import add constraint interaction_import_imported_by_check CHECK ((imported_by <> ''::text));
alter table interaction_import add constraint interaction_import_interactions_check CHECK ((interactions > 0));
alter table interaction_import add constraint interaction_import_pkey PRIMARY KEY (district_id, id);
alter table interaction_import_line add constraint interaction_import_line_key_check CHECK ((key <> ''::text));
alter table interaction_import_line add constraint interaction_import_line_line_check CHECK ((line > 1));
alter table interaction_import_line add constraint interaction_import_line_pkey PRIMARY KEY (district_id, interaction_id);
alter table interaction_mail add constraint interaction_mail_pkey PRIMARY KEY (district_id, id);
alter table interaction_mail add constraint interaction_mail_version_check CHECK ((version > 0));
alter table interaction_school add constraint interaction_school_facts CHECK ((held_on IS NOT NULL));
alter table interaction_school add constraint interaction_school_pkey PRIMARY KEY (district_id, interaction_id, school_id);
alter table interaction_tag add constraint interaction_tag_facts CHECK ((held_on IS NOT NULL));
alter table interaction_tag add constraint interaction_tag_pkey PRIMARY KEY (district_id, interaction_id, tag_id);
alter table interaction_taken_out add constraint interaction_taken_out_pkey PRIMARY KEY (district_id, interaction_id, person_id);
alter table interaction_version add constraint interaction_version_pkey PRIMARY KEY (district_id, interaction_id, version);
alter table interaction_version add constraint interaction_version_version_check CHECK ((version > 0));
alter table invitation add constraint invitation_district_id_token_hash_key UNIQUE (district_id, token_hash);
alter table invitation add constraint invitation_email_check CHECK ((email <> ''::text));
alter table invitation add constraint invitation_pkey PRIMARY KEY (district_id, id);
alter table invoice add constraint invoice_bill_to_check CHECK (((bill_to <> ''::text) AND (length(bill_to) <= 500)));
alter table invoice add constraint invoice_created_by_check CHECK ((created_by <> ''::text));
alter table invoice add constraint invoice_credit CHECK (((credits_id IS NULL) = (reason IS NULL)));
alter table invoice add constraint invoice_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text));
alter table invoice add constraint invoice_due CHECK (((due_on IS NULL) OR (issued_on IS NULL) OR (due_on >= issued_on)));
alter table invoice add constraint invoice_issued CHECK (((number IS NULL) = (issued_on IS NULL)));
alter table invoice add constraint invoice_number_check CHECK ((number > 0));
alter table invoice add constraint invoice_pkey PRIMARY KEY (district_id, id);
alter table invoice add constraint invoice_reason_check CHECK (((reason <> ''::text) AND (length(reason) <= 500)));
alter table invoice add constraint invoice_seller_check CHECK ((seller <> ''::text));
alter table invoice add constraint invoice_seller_number_check CHECK (((seller_number <> ''::text) AND (length(seller_number) <= 60)));
alter table invoice add constraint invoice_subtotal_check CHECK ((subtotal >= 0));
alter table invoice add constraint invoice_tax_check CHECK ((tax >= 0));
alter table invoice add constraint invoice_tax_name_check CHECK ((tax_name <> ''::text));
alter table invoice add constraint invoice_tax_rate_ppm_check CHECK (((tax_rate_ppm >= 0) AND (tax_rate_ppm <= 1000000)));
alter table invoice add constraint invoice_total CHECK ((total = (subtotal + tax)));
alter table invoice add constraint invoice_total_check CHECK (((total >= 0) AND (total <= '1000000000000'::bigint)));
alter table invoice_line add constraint invoice_line_amount CHECK ((amount = (quantity * unit_price)));
alter table invoice_line add constraint invoice_line_description_check CHECK (((description <> ''::text) AND (length(description) <= 200)));
alter table invoice_line add constraint invoice_line_kind_check CHECK ((kind <> ''::text));
alter table invoice_line add constraint invoice_line_pkey PRIMARY KEY (district_id, invoice_id, "position");
alter table invoice_line add constraint invoice_line_position_check CHECK (("position" > 0));
alter table invoice_line add constraint invoice_line_purchase_check CHECK ((purchase <> ''::text));
alter table invoice_line add constraint invoice_line_quantity_check CHECK ((quantity > 0));
alter table invoice_line add constraint invoice_line_unit_price_check CHECK ((unit_price >= 0));
alter table invoice_number add constraint invoice_number_last_check CHECK ((last > 0));
alter table invoice_number add constraint invoice_number_pkey PRIMARY KEY (district_id);
alter table invoice_purchase_order add constraint invoice_purchase_order_given_by_check CHECK ((given_by <> ''::text));
alter table invoice_purchase_order add constraint invoice_purchase_order_order_number_check CHECK (((order_number <> ''::text) AND (length(order_number) <= 60)));
alter table invoice_purchase_order add constraint invoice_purchase_order_pkey PRIMARY KEY (district_id, id);
alter table joiner_participation add constraint joiner_participation_pkey PRIMARY KEY (district_id, cycle_id, joiner_id);
alter table late_joiner add constraint late_joiner_name_check CHECK ((name <> ''::text));
alter table late_joiner add constraint late_joiner_pkey PRIMARY KEY (district_id, id);
alter table late_joiner add constraint late_joiner_removed CHECK (((removed_at IS NULL) = (removed_by IS NULL)));
alter table late_joiner add constraint late_joiner_removed_by_check CHECK ((removed_by <> ''::text));
alter table legal_hold add constraint legal_hold_lifted CHECK (((lifted_at IS NULL) = (lifted_by IS NULL)));
alter table legal_hold add constraint legal_hold_lifted_by_check CHECK ((lifted_by <> ''::text));
alter table legal_hold add constraint legal_hold_pkey PRIMARY KEY (district_id, id);
alter table legal_hold add constraint legal_hold_reason_check CHECK (((reason <> ''::text) AND (length(reason) <= 500)));
alter table legal_hold add constraint legal_hold_set_by_check CHECK ((set_by <> ''::text));
alter table licence add constraint licence_bought_check CHECK ((bought >= 0));
alter table licence add constraint licence_ceiling_covers_bought CHECK ((ceiling >= bought));
alter table licence add constraint licence_grace_check CHECK ((grace >= 0));
alter table licence add constraint licence_kind_check CHECK ((kind ~ '^[a-z0-9][a-z0-9-]{0,62}(:[a-z0-9][a-z0-9-]{0,62})?$'::text));
alter table licence add constraint licence_marked_over_check CHECK ((marked_over >= 0));
alter table licence add constraint licence_pkey PRIMARY KEY (district_id, kind);
alter table licence add constraint licence_used_adds_up CHECK ((used >= (grace + marked_over)));
alter table licence add constraint licence_used_within_ceiling CHECK ((used <= ceiling));
alter table licence add constraint licence_waiting_check CHECK ((waiting >= 0));
alter table licence_purchase add constraint licence_purchase_check CHECK ((ends_on >= starts_on));
alter table licence_purchase add constraint licence_purchase_entered_by_check CHECK ((entered_by <> ''::text));
alter table licence_purchase add constraint licence_purchase_kind_check CHECK ((kind ~ '^[a-z0-9][a-z0-9-]{0,62}(:[a-z0-9][a-z0-9-]{0,62})?$'::text));
alter table licence_purchase add constraint licence_purchase_name_check CHECK ((name ~ '^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,62}$'::text));
alter table licence_purchase add constraint licence_purchase_pkey PRIMARY KEY (district_id, kind, name);
alter table licence_purchase add constraint licence_purchase_quantity_check CHECK (((quantity >= 0) AND (quantity <= 10000000)));
alter table licence_reservation add constraint licence_reservation_kind_check CHECK ((kind ~ '^[a-z0-9][a-z0-9-]{0,62}(:[a-z0-9][a-z0-9-]{0,62})?$'::text));
alter table licence_reservation add constraint licence_reservation_pkey PRIMARY KEY (district_id, kind, school_id);
alter table licence_reservation add constraint licence_reservation_quantity_check CHECK (((quantity >= 1) AND (quantity <= 10000000)));
alter table lti_context_link add constraint lti_context_link_check CHECK (((class_id IS NULL) = (linked_by IS NULL)));
alter table lti_context_link add constraint lti_context_link_district_id_id_key UNIQUE (district_id, id);
alter table lti_context_link add constraint lti_context_link_gradebook_url_check CHECK ((gradebook_url <> ''::text));
alter table lti_context_link add constraint lti_context_link_linked_by_check CHECK ((linked_by = ANY (ARRAY['sourcedId'::text, 'admin'::text])));
alter table lti_context_link add constraint lti_context_link_pkey PRIMARY KEY (district_id, registration_id, context_id);
alter table lti_context_proposal add constraint lti_context_proposal_pkey PRIMARY KEY (district_id, registration_id, context_id, class_id);
alter table lti_context_proposal add constraint lti_context_proposal_shared_check CHECK ((shared > 0));
alter table lti_deployment add constraint lti_deployment_check CHECK (((status <> 'active'::text) OR (district_id IS NOT NULL)));
alter table lti_deployment add constraint lti_deployment_confirmed_check CHECK ((((confirmed_by IS NULL) = (confirmed_at IS NULL)) AND ((confirmed_at IS NULL) OR (district_id IS NOT NULL))));
alter table lti_deployment add constraint lti_deployment_deployment_id_check CHECK (((char_length(deployment_id) >= 1) AND (char_length(deployment_id) <= 255)));
alter table lti_deployment add constraint lti_deployment_pkey PRIMARY KEY (id);
alter table lti_deployment add constraint lti_deployment_registration_id_deployment_id_key UNIQUE (registration_id, deployment_id);
alter table lti_deployment add constraint lti_deployment_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'active'::text, 'inactive'::text])));
alter table lti_email_choice add constraint lti_email_choice_pkey PRIMARY KEY (district_id, registration_id);
alter table lti_key add constraint lti_key_pkey PRIMARY KEY (kid);
alter table lti_key add constraint lti_key_status_check CHECK ((status = ANY (ARRAY['next'::text, 'active'::text, 'retired'::text])));
alter table lti_login_state add constraint lti_login_state_pkey PRIMARY KEY (state_hash);
alter table lti_placement add constraint lti_placement_pkey PRIMARY KEY (district_id, id);
alter table lti_preflight add constraint lti_preflight_pkey PRIMARY KEY (district_id, deployment_id);
alter table lti_registration add constraint lti_registration_client_id_check CHECK ((client_id <> ''::text));
alter table lti_registration add constraint lti_registration_frame_origins_check CHECK (((cardinality(frame_origins) > 0) AND (NOT ('*'::text = ANY (frame_origins)))));
alter table lti_registration add constraint lti_registration_issuer_check CHECK ((issuer <> ''::text));
alter table lti_registration add constraint lti_registration_issuer_client_id_key UNIQUE (issuer, client_id);
alter table lti_registration add constraint lti_registration_origin_check CHECK ((origin = ANY (ARRAY['command'::text, 'page'::text, 'dynamic'::text])));
alter table lti_registration add constraint lti_registration_person_id_field_check CHECK ((person_id_field = ANY (ARRAY['sourcedId'::text, 'identifier'::text, 'userIds'::text])));
alter table lti_registration add constraint lti_registration_pkey PRIMARY KEY (id);
alter table lti_registration add constraint lti_registration_product_check CHECK ((product = ANY (ARRAY['canvas'::text, 'schoology'::text, 'moodle'::text])));
alter table lti_registration_link add constraint lti_registration_link_check CHECK (((registration_id IS NOT NULL) = (state = 'used'::text)));
alter table lti_registration_link add constraint lti_registration_link_created_by_check CHECK ((created_by <> ''::text));
alter table lti_registration_link add constraint lti_registration_link_district_id_token_hash_key UNIQUE (district_id, token_hash);
alter table lti_registration_link add constraint lti_registration_link_pkey PRIMARY KEY (district_id, id);
alter table lti_registration_link add constraint lti_registration_link_state_check CHECK ((state = ANY (ARRAY['open'::text, 'taken'::text, 'used'::text, 'revoked'::text])));
alter table lti_unmatched_launch add constraint lti_unmatched_launch_district_id_registration_id_sub_key UNIQUE (district_id, registration_id, sub);
alter table lti_unmatched_launch add constraint lti_unmatched_launch_pkey PRIMARY KEY (district_id, id);
alter table lti_unmatched_launch add constraint lti_unmatched_launch_status_check CHECK ((status = ANY (ARRAY['open'::text, 'linked'::text, 'dismissed'::text])));
alter table lti_user_link add constraint lti_user_link_district_id_id_key UNIQUE (district_id, id);
alter table lti_user_link add constraint lti_user_link_linked_by_check CHECK ((linked_by = ANY (ARRAY['sourcedId'::text, 'identifier'::text, 'userIds'::text, 'email'::text, 'admin'::text])));
alter table lti_user_link add constraint lti_user_link_pkey PRIMARY KEY (district_id, registration_id, sub);
alter table note_opening add constraint note_opening_of_one CHECK ((num_nonnulls(interaction_id, cycle_id) = 1));
alter table note_opening add constraint note_opening_opened_by_check CHECK ((opened_by <> ''::text));
alter table note_opening add constraint note_opening_pkey PRIMARY KEY (district_id, id);
alter table notice add constraint notice_key_check CHECK ((key <> ''::text));
alter table notice add constraint notice_kind_check CHECK ((kind = ANY (ARRAY['run_held'::text, 'quarantine_limit'::text, 'run_failed'::text, 'source_stale'::text, 'source_pinned'::text, 'licence_near'::text, 'licence_full'::text, 'licence_over'::text, 'licence_waiting'::text, 'licence_ends'::text, 'licence_reclaim'::text, 'delivery_failed'::text, 'lti_unconfirmed'::text, 'invoice_overdue'::text])));
alter table notice add constraint notice_pkey PRIMARY KEY (district_id, id);
alter table notice_dismissal add constraint notice_dismissal_actor_check CHECK ((actor <> ''::text));
alter table notice_dismissal add constraint notice_dismissal_pkey PRIMARY KEY (district_id, notice_id, actor);
alter table org add constraint org_district_id_source_id_sourced_id_key UNIQUE (district_id, source_id, sourced_id);
alter table org add constraint org_pkey PRIMARY KEY (district_id, id);
alter table org add constraint org_status_check CHECK ((status = ANY (ARRAY['active'::text, 'retired'::text])));
alter table outbox add constraint outbox_attempts_check CHECK ((attempts >= 0));
alter table outbox add constraint outbox_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'webhook'::text])));
alter table outbox add constraint outbox_event_check CHECK ((event <> ''::text));
alter table outbox add constraint outbox_message_id_check CHECK ((message_id <> ''::text));
alter table outbox add constraint outbox_pkey PRIMARY KEY (district_id, id);
alter table outbox add constraint outbox_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'dead'::text])));
alter table parent_portal add constraint parent_portal_changed_by_check CHECK ((changed_by <> ''::text));
alter table parent_portal add constraint parent_portal_logo_check CHECK (((octet_length(logo) >= 1) AND (octet_length(logo) <= 262144)));
alter table parent_portal add constraint parent_portal_media_type_check CHECK ((media_type = ANY (ARRAY['image/png'::text, 'image/jpeg'::text])));
alter table parent_portal add constraint parent_portal_pkey PRIMARY KEY (district_id);
alter table parent_registration add constraint parent_registration_email_check CHECK ((email <> ''::text));
alter table parent_registration add constraint parent_registration_family_name_check CHECK ((family_name <> ''::text));
alter table parent_registration add constraint parent_registration_given_name_check CHECK ((given_name <> ''::text));
alter table parent_registration add constraint parent_registration_pkey PRIMARY KEY (district_id, id);
alter table parent_registration add constraint parent_registration_student_name_check CHECK ((student_name <> ''::text));
alter table participation_code add constraint participation_code_code_check CHECK ((code ~ '^[2-9A-HJKMNP-Z]{8}$'::text));
alter table participation_code add constraint participation_code_district_id_class_id_key UNIQUE (district_id, class_id);
alter table participation_code add constraint participation_code_pkey PRIMARY KEY (code);
alter table password_reset add constraint password_reset_pkey PRIMARY KEY (district_id, token_hash);
alter table pathway add constraint pathway_changed_by_check CHECK ((changed_by <> ''::text));
alter table pathway add constraint pathway_grade_check CHECK (((grade <> ''::text) AND (length(grade) <= 40)));
alter table pathway add constraint pathway_name_check CHECK (((btrim(name) <> ''::text) AND (length(name) <= 120)));
alter table pathway add constraint pathway_next_step_check CHECK ((next_step > 0));
alter table pathway add constraint pathway_pkey PRIMARY KEY (district_id, id);
alter table pathway_student add constraint pathway_student_pkey PRIMARY KEY (district_id, person_id, pathway_id);
alter table payment add constraint payment_amount_check CHECK (((amount > 0) AND (amount <= '1000000000000'::bigint)));
alter table payment add constraint payment_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text));
alter table payment add constraint payment_noted_by_check CHECK ((noted_by <> ''::text));
alter table payment add constraint payment_pkey PRIMARY KEY (district_id, id);
alter table payment add constraint payment_reference_check CHECK (((reference <> ''::text) AND (length(reference) <= 255)));
alter table payment add constraint payment_way_check CHECK ((way = ANY (ARRAY['card'::text, 'bank'::text, 'cheque'::text, 'other'::text])));
alter table payment_checkout add constraint payment_checkout_amount_check CHECK ((amount > 0));
alter table payment_checkout add constraint payment_checkout_opened_by_check CHECK ((opened_by <> ''::text));
alter table payment_checkout add constraint payment_checkout_pkey PRIMARY KEY (district_id, id);
alter table payment_checkout add constraint payment_checkout_reference_check CHECK (((reference <> ''::text) AND (length(reference) <= 255)));
alter table payment_checkout add constraint payment_checkout_url_check CHECK ((url ~ '^https?://'::text));
alter table payment_event add constraint payment_event_event_check CHECK (((event <> ''::text) AND (length(event) <= 255)));
alter table payment_event add constraint payment_event_outcome_check CHECK ((outcome = ANY (ARRAY['paid'::text, 'refunded'::text, 'known'::text, 'ignored'::text, 'amount_differs'::text, 'currency_differs'::text, 'unknown'::text])));
alter table payment_event add constraint payment_event_pkey PRIMARY KEY (district_id, event);
alter table payment_event add constraint payment_event_type_check CHECK (((type <> ''::text) AND (length(type) <= 100)));
alter table person add constraint person_pkey PRIMARY KEY (district_id, id);
alter table person add constraint person_status_check CHECK ((status = ANY (ARRAY['active'::text, 'retired'::text])));
alter table person add constraint person_suspended CHECK (((suspended_at IS NULL) = (suspended_by IS NULL)));
alter table person_match_proposal add constraint person_match_proposal_asked CHECK ((num_nulls(asked_by, asked_at, asked_stays) = ANY (ARRAY[0, 3])));
alter table person_match_proposal add constraint person_match_proposal_because_check CHECK ((because = ANY (ARRAY['zeros'::text, 'identifier'::text, 'email'::text, 'login'::text, 'school'::text])));
alter table person_match_proposal add constraint person_match_proposal_check CHECK (((status = ANY (ARRAY['open'::text, 'withdrawn'::text])) = (decided_by IS NULL)));
alter table person_match_proposal add constraint person_match_proposal_district_id_person_id_other_id_key UNIQUE (district_id, person_id, other_id);
alter table person_match_proposal add constraint person_match_proposal_pkey PRIMARY KEY (district_id, id);
alter table person_match_proposal add constraint person_match_proposal_status_check CHECK ((status = ANY (ARRAY['open'::text, 'withdrawn'::text, 'linked'::text, 'dismissed'::text])));
alter table person_match_proposal add constraint person_match_proposal_stays CHECK (((asked_stays IS NULL) OR ((asked_stays = person_id) OR (asked_stays = other_id))));
alter table person_merge add constraint person_merge_asked_by_check CHECK ((asked_by <> ''::text));
alter table person_merge add constraint person_merge_pkey PRIMARY KEY (district_id, id);
alter table person_merge add constraint person_merge_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'refused'::text, 'merged'::text, 'undo_asked'::text, 'undone'::text])));
alter table person_merge_row add constraint person_merge_row_pkey PRIMARY KEY (district_id, merge_id, number);
alter table person_merge_row add constraint person_merge_row_place_check CHECK ((place <> ''::text));
alter table person_source add constraint person_source_pkey PRIMARY KEY (district_id, source_id, sourced_id);
alter table person_source add constraint person_source_status_check CHECK ((status = ANY (ARRAY['active'::text, 'retired'::text])));
alter table point_entry add constraint point_entry_entered_by_check CHECK ((entered_by <> ''::text));
alter table point_entry add constraint point_entry_kind_check CHECK ((kind = ANY (ARRAY['given'::text, 'taken_back'::text, 'accessory'::text])));
alter table point_entry add constraint point_entry_pkey PRIMARY KEY (district_id, id);
alter table point_entry add constraint point_entry_sign CHECK (
CASE kind
    WHEN 'given'::text THEN (points > 0)
    ELSE (points < 0)
END);
alter table point_entry add constraint point_entry_undoes CHECK (((kind = 'taken_back'::text) = (undoes_id IS NOT NULL)));
alter table point_entry add constraint point_entry_words_check CHECK (((words <> ''::text) AND (length(words) <= 80)));
alter table product add constraint product_category_check CHECK ((length(category) <= 60));
alter table product add constraint product_changed_by_check CHECK ((changed_by <> ''::text));
alter table product add constraint product_id_check CHECK ((id ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text));
alter table product add constraint product_name_check CHECK (((name ~ '\S'::text) AND (length(name) <= 120)));
alter table product add constraint product_pkey PRIMARY KEY (district_id, id);
alter table product add constraint product_status_check CHECK ((status = ANY (ARRAY['active'::text, 'withdrawn'::text])));
alter table product_assignment add constraint product_assignment_changed_by_check CHECK ((changed_by <> ''::text));
alter table product_assignment add constraint product_assignment_pkey PRIMARY KEY (district_id, product_id, person_id);
alter table product_assignment add constraint product_assignment_until_check CHECK (((until_on IS NULL) OR given));
alter table product_rule add constraint product_rule_changed_by_check CHECK ((changed_by <> ''::text));
alter table product_rule add constraint product_rule_name_check CHECK ((name ~ '^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,62}$'::text));
alter table product_rule add constraint product_rule_pkey PRIMARY KEY (district_id, product_id, name);
alter table product_rule add constraint product_rule_position_check CHECK ((("position" >= 1) AND ("position" <= 9999)));
alter table programme add constraint programme_created_by_check CHECK ((created_by <> ''::text));
alter table programme add constraint programme_forward CHECK ((ends_on >= starts_on));
alter table programme add constraint programme_name_check CHECK (((btrim(name) <> ''::text) AND (length(name) <= 80)));
alter table programme add constraint programme_pkey PRIMARY KEY (district_id, id);
alter table programme_reason add constraint programme_reason_pkey PRIMARY KEY (district_id, programme_id, "position");
alter table programme_reason add constraint programme_reason_points_check CHECK (((points >= 1) AND (points <= 100)));
alter table programme_reason add constraint programme_reason_position_check CHECK (("position" > 0));
alter table programme_reason add constraint programme_reason_words_check CHECK (((btrim(words) <> ''::text) AND (length(words) <= 80)));
alter table quarantine_entry add constraint quarantine_entry_pkey PRIMARY KEY (district_id, source_id, roster_table, record, code, field);
alter table quarantine_entry add constraint quarantine_entry_record_check CHECK ((record ~ '^[sr]:.'::text));
alter table quarantine_entry add constraint quarantine_entry_roster_table_check CHECK ((roster_table = ANY (ARRAY['orgs'::text, 'terms'::text, 'courses'::text, 'classes'::text, 'people'::text, 'enrolments'::text])));
alter table quarantined_row add constraint quarantined_row_pkey PRIMARY KEY (district_id, run_id, file, row_number, code, field);
alter table question_set add constraint question_set_pkey PRIMARY KEY (district_id, set_id);
alter table question_set add constraint question_set_set_id_check CHECK ((set_id ~ '^[a-z][a-z0-9-]{0,39}$'::text));
alter table question_set_default add constraint question_set_default_pkey PRIMARY KEY (district_id);
alter table question_set_default add constraint question_set_default_set_id_check CHECK ((set_id <> ''::text));
alter table question_set_revision add constraint question_set_revision_pkey PRIMARY KEY (district_id, set_id, version);
alter table question_set_revision add constraint question_set_revision_version_check CHECK ((version > 0));
alter table question_set_version add constraint question_set_version_content_check CHECK ((jsonb_typeof(content) = 'object'::text));
alter table question_set_version add constraint question_set_version_digest_check CHECK ((digest <> ''::text));
alter table question_set_version add constraint question_set_version_pkey PRIMARY KEY (district_id, digest);
alter table question_set_version add constraint question_set_version_set_id_check CHECK ((set_id <> ''::text));
alter table recovery_code add constraint recovery_code_pkey PRIMARY KEY (district_id, person_id, code_hash);
alter table report_filter add constraint report_filter_asked_check CHECK ((jsonb_typeof(asked) = 'object'::text));
alter table report_filter add constraint report_filter_name_check CHECK (((btrim(name) <> ''::text) AND (length(name) <= 60)));
alter table report_filter add constraint report_filter_pkey PRIMARY KEY (district_id, id);
alter table report_filter add constraint report_filter_version_check CHECK ((version > 0));
alter table role_grant add constraint role_grant_check CHECK (((scope_type = 'district'::text) = (scope_id = 0)));
alter table role_grant add constraint role_grant_check1 CHECK (((origin = 'manual'::text) = (source_id = ''::text)));
alter table role_grant add constraint role_grant_origin_check CHECK ((origin = ANY (ARRAY['feed'::text, 'manual'::text])));
alter table role_grant add constraint role_grant_pkey PRIMARY KEY (district_id, id);
alter table role_grant add constraint role_grant_role_check CHECK ((role = ANY (ARRAY['district_admin'::text, 'school_admin'::text, 'coach'::text, 'principal'::text, 'billing_only'::text, 'teacher'::text, 'student'::text, 'guardian'::text, 'it_admin'::text, 'class_lead'::text, 'community_member'::text, 'community_lead'::text])));
alter table role_grant add constraint role_grant_scope_type_check CHECK ((scope_type = ANY (ARRAY['district'::text, 'school'::text, 'class'::text, 'community'::text])));
alter table role_grant add constraint role_grant_status_check CHECK ((status = ANY (ARRAY['active'::text, 'revoked'::text])));
alter table role_map_version add constraint role_map_version_number_check CHECK ((number > 0));
alter table role_map_version add constraint role_map_version_pkey PRIMARY KEY (district_id, number);
alter table roster_import add constraint roster_import_added_check CHECK ((added >= 0));
alter table roster_import add constraint roster_import_changed_check CHECK ((changed >= 0));
alter table roster_import add constraint roster_import_imported_by_check CHECK ((imported_by <> ''::text));
alter table roster_import add constraint roster_import_kind_check CHECK ((kind = ANY (ARRAY['staff'::text, 'students'::text, 'classes'::text])));
alter table roster_import add constraint roster_import_left_out_check CHECK ((left_out >= 0));
alter table roster_import add constraint roster_import_pkey PRIMARY KEY (district_id, id);
alter table roster_import add constraint roster_import_stayed_check CHECK ((stayed >= 0));
alter table roster_import_effect add constraint roster_import_effect_effect_check CHECK ((effect = ANY (ARRAY['person'::text, 'role'::text, 'edit'::text, 'class'::text, 'put_in'::text, 'teach'::text])));
alter table roster_import_effect add constraint roster_import_effect_line_check CHECK ((line > 1));
alter table roster_import_effect add constraint roster_import_effect_pkey PRIMARY KEY (district_id, id);
alter table rule_change add constraint rule_change_pkey PRIMARY KEY (district_id, id);
alter table rule_setting add constraint rule_setting_lock CHECK (((NOT locked) OR (school_id = 0)));
alter table rule_setting add constraint rule_setting_pkey PRIMARY KEY (district_id, rule, school_id);
alter table rule_setting add constraint rule_setting_rule_check CHECK ((rule <> ''::text));
alter table rule_setting add constraint rule_setting_says CHECK ((locked OR (value IS NOT NULL)));
alter table rule_setting add constraint rule_setting_school_id_check CHECK ((school_id >= 0));
alter table rule_setting add constraint rule_setting_set_by_check CHECK ((set_by <> ''::text));
alter table run add constraint run_bookmark_check CHECK (((jsonb_typeof(bookmark) = 'object'::text) AND (octet_length((bookmark)::text) <= 16384)));
alter table run add constraint run_pkey PRIMARY KEY (district_id, id);
alter table run add constraint run_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'reading'::text, 'staged'::text, 'planned'::text, 'held'::text, 'applying'::text, 'applied'::text, 'reported'::text, 'failed'::text, 'previewed'::text, 'discarded'::text, 'superseded'::text])));
alter table run add constraint run_trigger_check CHECK ((trigger = ANY (ARRAY['manual'::text, 'schedule'::text, 'retry'::text, 'undo'::text])));
alter table run add constraint run_undo CHECK (((trigger = 'undo'::text) = (undo_of IS NOT NULL)));
alter table run_change add constraint run_change_kind_check CHECK ((kind = ANY (ARRAY['orgs'::text, 'terms'::text, 'courses'::text, 'classes'::text, 'people'::text, 'enrolments'::text, 'roles'::text, 'seats'::text])));
alter table run_change add constraint run_change_op_check CHECK ((op = ANY (ARRAY['add'::text, 'change'::text, 'retire'::text])));
alter table run_change add constraint run_change_pkey PRIMARY KEY (district_id, run_id, kind, key);
alter table run_lease add constraint run_lease_pkey PRIMARY KEY (district_id, run_id);
alter table run_mark add constraint run_mark_kind_check CHECK ((kind = ANY (ARRAY['orgs'::text, 'terms'::text, 'courses'::text, 'classes'::text, 'people'::text, 'enrolments'::text])));
alter table run_mark add constraint run_mark_pkey PRIMARY KEY (district_id, run_id, kind, key);
alter table run_match add constraint run_match_because_check CHECK ((because = ANY (ARRAY['zeros'::text, 'identifier'::text, 'login'::text, 'school'::text])));
alter table run_match add constraint run_match_pkey PRIMARY KEY (district_id, run_id, new_sourced_id);
alter table run_order add constraint run_order_kind_check CHECK ((kind = ANY (ARRAY['sync'::text, 'preview'::text, 'retry'::text, 'approve'::text, 'approve_additions'::text, 'approve_match'::text, 'discard'::text, 'undo'::text, 'preview_undo'::text, 'preview_upload'::text, 'upload'::text])));
alter table run_order add constraint run_order_pkey PRIMARY KEY (id);
alter table run_order add constraint run_order_requested_by_check CHECK ((requested_by <> ''::text));
alter table run_order add constraint run_order_upload CHECK (((upload_id IS NOT NULL) = (kind = ANY (ARRAY['preview_upload'::text, 'upload'::text]))));
alter table schema_migration add constraint schema_migration_pkey PRIMARY KEY (name);
alter table school_group add constraint school_group_name_check CHECK ((name <> ''::text));
alter table school_group add constraint school_group_pkey PRIMARY KEY (district_id, id);
alter table school_group_school add constraint school_group_school_pkey PRIMARY KEY (district_id, group_id, school_id);
alter table school_information add constraint school_information_pkey PRIMARY KEY (district_id, school_id);
alter table school_information add constraint school_information_set_by_check CHECK ((set_by <> ''::text));
alter table seat add constraint seat_check CHECK (((state = ANY (ARRAY['grace'::text, 'over'::text])) = (until IS NOT NULL)));
alter table seat add constraint seat_pkey PRIMARY KEY (district_id, kind, person_id);
alter table seat add constraint seat_state_check CHECK ((state = ANY (ARRAY['assigned'::text, 'waiting'::text, 'grace'::text, 'over'::text])));
alter table seat_ledger add constraint seat_ledger_actor_check CHECK ((actor <> ''::text));
alter table seat_ledger add constraint seat_ledger_allots_something CHECK (((move <> 'allot'::text) OR (quantity > 0)));
alter table seat_ledger add constraint seat_ledger_books_credits CHECK (((move <> 'book'::text) OR (kind = 'export-credits'::text)));
alter table seat_ledger add constraint seat_ledger_check CHECK (((move = ANY (ARRAY['purchase'::text, 'allot'::text, 'book'::text])) = (quantity IS NOT NULL)));
alter table seat_ledger add constraint seat_ledger_check1 CHECK (((move = ANY (ARRAY['purchase'::text, 'book'::text])) = (person_id IS NULL)));
alter table seat_ledger add constraint seat_ledger_check2 CHECK (((move = ANY (ARRAY['leave'::text, 'over'::text])) = (until IS NOT NULL)));
alter table seat_ledger add constraint seat_ledger_move_check CHECK ((move = ANY (ARRAY['purchase'::text, 'assign'::text, 'wait'::text, 'withdraw'::text, 'leave'::text, 'return'::text, 'release'::text, 'over'::text, 'keep'::text, 'yield'::text, 'allot'::text, 'book'::text])));
alter table seat_ledger add constraint seat_ledger_pkey PRIMARY KEY (district_id, kind, seq);
alter table seat_ledger add constraint seat_ledger_purchase_check CHECK (((purchase IS NULL) OR (move = 'purchase'::text)));
alter table seat_ledger add constraint seat_ledger_quantity_check CHECK ((quantity >= 0));
alter table seat_ledger add constraint seat_ledger_reason_check CHECK ((reason = ANY (ARRAY['set_by_hand'::text, 'term_changed'::text, 'seat_free'::text, 'none_bought'::text, 'all_in_use'::text, 'held_in_grace'::text, 'over_bought'::text, 'reserved_elsewhere'::text, 'role_lost'::text, 'person_retired'::text, 'person_deactivated'::text, 'unassigned'::text, 'rule_left'::text, 'grade_left'::text, 'hand_ended'::text, 'licence_off'::text, 'needed_again'::text, 'grace_ended'::text, 'bought_fewer'::text, 'covered_again'::text, 'undone'::text, 'chosen'::text, 'allotted'::text, 'total_kept'::text])));
alter table seat_ledger add constraint seat_ledger_seq_check CHECK ((seq > 0));
alter table seat_priority add constraint seat_priority_kind_check CHECK ((kind ~ '^[a-z0-9][a-z0-9-]{0,62}(:[a-z0-9][a-z0-9-]{0,62})?$'::text));
alter table seat_priority add constraint seat_priority_pkey PRIMARY KEY (district_id, kind, person_id);
alter table seat_priority add constraint seat_priority_priority_check CHECK (((priority >= 1) AND (priority <= 9999)));
alter table second_factor add constraint second_factor_pkey PRIMARY KEY (district_id, person_id);
alter table session add constraint session_card_check CHECK ((((kind = 'card'::text) = (start_card_id IS NOT NULL)) AND ((start_card_id IS NULL) OR (person_id IS NOT NULL))));
alter table session add constraint session_check CHECK (((customer_admin_id IS NULL) = (customer_id IS NULL)));
alter table session add constraint session_check1 CHECK (((customer_admin_id IS NULL) OR (person_id IS NULL)));
alter table session add constraint session_check2 CHECK (((customer_admin_id IS NOT NULL) OR (district_id IS NOT NULL)));
alter table session add constraint session_check3 CHECK (((person_id IS NULL) OR (unmatched_reason IS NULL)));
alter table session add constraint session_kind_check CHECK ((kind = ANY (ARRAY['launch'::text, 'password'::text, 'sso'::text, 'support'::text, 'card'::text])));
alter table session add constraint session_pkey PRIMARY KEY (token_hash);
alter table session add constraint session_support_check CHECK ((((kind = 'support'::text) = (support_access_id IS NOT NULL)) AND ((support_access_id IS NULL) OR (person_id IS NULL))));
alter table session_code add constraint session_code_check CHECK (((person_id IS NULL) = (unmatched_reason IS NOT NULL)));
alter table session_code add constraint session_code_pkey PRIMARY KEY (code_hash);
alter table sign_in_attempt add constraint sign_in_attempt_pkey PRIMARY KEY (key_hash);
alter table sign_in_known add constraint sign_in_known_pkey PRIMARY KEY (key_hash);
alter table source add constraint source_bookmark_check CHECK (((jsonb_typeof(bookmark) = 'object'::text) AND (octet_length((bookmark)::text) <= 16384)));
alter table source add constraint source_pkey PRIMARY KEY (district_id, id);
alter table source_schedule add constraint source_schedule_alarm CHECK (((alarm_since IS NULL) = (alarm_code IS NULL)));
alter table source_schedule add constraint source_schedule_blackouts_check CHECK ((jsonb_typeof(blackouts) = 'array'::text));
alter table source_schedule add constraint source_schedule_paused CHECK ((paused OR (paused_because IS NULL)));
alter table source_schedule add constraint source_schedule_paused_because_check CHECK ((paused_because = ANY (ARRAY['person'::text, 'undo'::text])));
alter table source_schedule add constraint source_schedule_pinned CHECK ((paused OR (pinned_by IS NULL)));
alter table source_schedule add constraint source_schedule_pkey PRIMARY KEY (district_id, source_id);
alter table source_schedule add constraint source_schedule_removed CHECK (((removed_at IS NULL) OR (paused AND (cron IS NULL) AND (next_due_at IS NULL) AND (retry_at IS NULL))));
alter table source_schedule add constraint source_schedule_retry CHECK (((retry_slot IS NULL) = (retry_at IS NULL)));
alter table source_schedule add constraint source_schedule_source_id_check CHECK ((source_id ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text));
alter table source_schedule add constraint source_schedule_window_end_check CHECK ((window_end ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text));
alter table source_table add constraint source_table_check CHECK (((full_run_id IS NULL) = (full_at IS NULL)));
alter table source_table add constraint source_table_pkey PRIMARY KEY (district_id, source_id, roster_table);
alter table source_table add constraint source_table_roster_table_check CHECK ((roster_table = ANY (ARRAY['orgs'::text, 'terms'::text, 'courses'::text, 'classes'::text, 'people'::text, 'enrolments'::text])));
alter table sso_link add constraint sso_link_pkey PRIMARY KEY (district_id, issuer, sub);
alter table sso_link add constraint sso_link_sub_check CHECK (((char_length(sub) >= 1) AND (char_length(sub) <= 255)));
alter table sso_listing add constraint sso_listing_pkey PRIMARY KEY (district_id);
alter table sso_login_state add constraint sso_login_state_pkey PRIMARY KEY (state_hash);
alter table sso_provider add constraint sso_provider_check CHECK (((required_claim IS NULL) = (required_value IS NULL)));
alter table sso_provider add constraint sso_provider_claim_check CHECK ((claim <> ''::text));
alter table sso_provider add constraint sso_provider_client_id_check CHECK ((client_id <> ''::text));
alter table sso_provider add constraint sso_provider_field_check CHECK ((field = ANY (ARRAY['sourcedId'::text, 'identifier'::text, 'userIds'::text, 'email'::text])));
alter table sso_provider add constraint sso_provider_issuer_check CHECK ((issuer <> ''::text));
alter table sso_provider add constraint sso_provider_label_check CHECK (((char_length(label) >= 1) AND (char_length(label) <= 60)));
alter table sso_provider add constraint sso_provider_pkey PRIMARY KEY (district_id);
alter table start_card add constraint start_card_check CHECK ((expires_at > printed_at));
alter table start_card add constraint start_card_code_mark_check CHECK ((code_mark <> ''::text));
alter table start_card add constraint start_card_district_id_person_id_key UNIQUE (district_id, person_id);
alter table start_card add constraint start_card_pkey PRIMARY KEY (district_id, id);
alter table start_card add constraint start_card_printed_by_check CHECK ((printed_by <> ''::text));
alter table start_card_number add constraint start_card_number_district_id_card_id_key UNIQUE (district_id, card_id);
alter table start_card_number add constraint start_card_number_number_check CHECK ((number ~ '^[2-9A-HJKMNP-Z]{6}$'::text));
alter table start_card_number add constraint start_card_number_pkey PRIMARY KEY (number);
alter table sticky_field add constraint sticky_field_field_check CHECK ((field <> ''::text));
alter table sticky_field add constraint sticky_field_kind_check CHECK ((kind = ANY (ARRAY['orgs'::text, 'classes'::text, 'people'::text, 'enrolments'::text])));
alter table sticky_field add constraint sticky_field_pkey PRIMARY KEY (district_id, kind, record, field);
alter table sticky_field add constraint sticky_field_record_check CHECK ((record <> ''::text));
alter table sticky_field add constraint sticky_field_set_by_check CHECK ((set_by <> ''::text));
alter table student_avatar add constraint student_avatar_pkey PRIMARY KEY (district_id, person_id);
alter table student_information add constraint student_information_pkey PRIMARY KEY (district_id, person_id);
alter table student_information add constraint student_information_second_language_check CHECK ((second_language ~ '^[a-z]{2,3}$'::text));
alter table support_access add constraint support_access_check CHECK (((expires_at > opened_at) AND (link_expires_at <= expires_at)));
alter table support_access add constraint support_access_check1 CHECK (((ended_at IS NULL) = (ended_by IS NULL)));
alter table support_access add constraint support_access_opened_by_check CHECK ((opened_by <> ''::text));
alter table support_access add constraint support_access_pkey PRIMARY KEY (district_id, id);
alter table support_access add constraint support_access_reason_check CHECK (((length(reason) >= 10) AND (length(reason) <= 500)));
alter table support_access add constraint support_access_who_check CHECK (((length(who) >= 2) AND (length(who) <= 120)));
alter table survey_cycle add constraint survey_cycle_days CHECK (((ends_on >= starts_on) AND ((extended_to IS NULL) OR (extended_to > ends_on))));
alter table survey_cycle add constraint survey_cycle_district_id_class_id_starts_on_key UNIQUE (district_id, class_id, starts_on);
alter table survey_cycle add constraint survey_cycle_made_by_check CHECK ((made_by <> ''::text));
alter table survey_cycle add constraint survey_cycle_pkey PRIMARY KEY (district_id, id);
alter table survey_cycle add constraint survey_cycle_question_set_check CHECK ((question_set <> ''::text));
alter table survey_draft add constraint survey_draft_pkey PRIMARY KEY (district_id, cycle_id, person_id);
alter table survey_gradebook add constraint survey_gradebook_pkey PRIMARY KEY (district_id, class_id);
alter table survey_gradebook add constraint survey_gradebook_turned_on_by_check CHECK ((turned_on_by <> ''::text));
alter table survey_line_item add constraint survey_line_item_failures_check CHECK ((failures >= 0));
alter table survey_line_item add constraint survey_line_item_pkey PRIMARY KEY (district_id, cycle_id, page_id);
alter table survey_line_item add constraint survey_line_item_problem_check CHECK ((problem <> ''::text));
alter table survey_line_item add constraint survey_line_item_url_check CHECK ((url <> ''::text));
alter table survey_name_removal add constraint survey_name_removal_cycles_check CHECK ((cycles >= 0));
alter table survey_name_removal add constraint survey_name_removal_participations_check CHECK ((participations >= 0));
alter table survey_name_removal add constraint survey_name_removal_pkey PRIMARY KEY (district_id, due_on);
alter table survey_participation add constraint survey_participation_pkey PRIMARY KEY (district_id, cycle_id, person_id);
alter table survey_result add constraint survey_result_cells_check CHECK ((jsonb_typeof(cells) = 'object'::text));
alter table survey_result add constraint survey_result_completed_check CHECK ((completed >= 0));
alter table survey_result add constraint survey_result_expected_check CHECK ((expected >= 0));
alter table survey_result add constraint survey_result_pkey PRIMARY KEY (district_id, cycle_id);
alter table survey_score add constraint survey_score_pkey PRIMARY KEY (district_id, cycle_id, page_id, person_id);
alter table survey_sheet add constraint survey_sheet_answers_check CHECK ((jsonb_typeof(answers) = 'object'::text));
alter table survey_sheet add constraint survey_sheet_id_check CHECK ((id <> ''::text));
alter table survey_sheet add constraint survey_sheet_pkey PRIMARY KEY (district_id, cycle_id, id);
alter table survey_text add constraint survey_text_id_check CHECK ((id <> ''::text));
alter table survey_text add constraint survey_text_pkey PRIMARY KEY (district_id, cycle_id, id);
alter table survey_text add constraint survey_text_question_check CHECK ((question <> ''::text));
alter table survey_tray add constraint survey_tray_id_check CHECK ((id <> ''::text));
alter table survey_tray add constraint survey_tray_pkey PRIMARY KEY (district_id, cycle_id, id);
alter table term add constraint term_district_id_source_id_sourced_id_key UNIQUE (district_id, source_id, sourced_id);
alter table term add constraint term_pkey PRIMARY KEY (district_id, id);
alter table term add constraint term_status_check CHECK ((status = ANY (ARRAY['active'::text, 'retired'::text])));
alter table upload add constraint upload_bytes_check CHECK ((bytes > 0));
alter table upload add constraint upload_content CHECK (((content IS NOT NULL) = (state = ANY (ARRAY['waiting'::text, 'checked'::text, 'confirmed'::text]))));
alter table upload add constraint upload_pkey PRIMARY KEY (district_id, id);
alter table upload add constraint upload_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'checked'::text, 'refused'::text, 'confirmed'::text, 'done'::text, 'discarded'::text])));
alter table upload add constraint upload_uploaded_by_check CHECK ((uploaded_by <> ''::text));
alter table worker_heartbeat add constraint worker_heartbeat_owner_check CHECK ((owner <> ''::text));
alter table worker_heartbeat add constraint worker_heartbeat_pkey PRIMARY KEY (owner);
CREATE UNIQUE INDEX account_email ON public.account USING btree (district_id, lower(email));
CREATE INDEX affiliation_by_person ON public.affiliation USING btree (district_id, person_id, source_id);
CREATE INDEX affiliation_staff ON public.affiliation USING btree (district_id, org_id, person_id) WHERE (feed_role <> ALL (ARRAY['student'::text, 'guardian'::text, 'parent'::text, 'relative'::text]));
CREATE INDEX audit_entry_by_object ON public.audit_entry USING btree (district_id, object, id);
CREATE INDEX audit_entry_of_deleted ON public.audit_entry USING btree (district_id, object) WHERE (action = 'interaction.delete'::text);
CREATE INDEX audit_entry_of_taken_out ON public.audit_entry USING btree (district_id, object) WHERE (((action ~~ 'coaching_cycle.%'::text) AND (detail ? 'educatorIds'::text)) OR ((action = 'interaction.edit'::text) AND ((detail -> 'fields'::text) ? 'educatorIds'::text)));
CREATE INDEX audit_seal_by_time ON public.audit_seal USING btree (district_id, sealed_at);
CREATE INDEX caseload_by_coach ON public.caseload USING btree (district_id, coach_id);
CREATE INDEX caseload_member_by_person ON public.caseload_member USING btree (district_id, person_id);
CREATE INDEX chore_due ON public.chore USING btree (due_at);
CREATE INDEX class_by_school ON public.class USING btree (district_id, school_id) WHERE (status = 'active'::text);
CREATE INDEX class_lead_request_by_person ON public.class_lead_request USING btree (district_id, person_id) WHERE (state = 'waiting_for_person'::text);
CREATE UNIQUE INDEX class_lead_request_open ON public.class_lead_request USING btree (district_id, class_id, person_id) WHERE (state = ANY (ARRAY['waiting_for_lead'::text, 'waiting_for_person'::text]));
CREATE INDEX class_monday_by_day ON public.class_monday USING btree (district_id, monday);
CREATE INDEX coach_handover_by_date ON public.coach_handover USING btree (district_id, decided_at DESC, id DESC);
CREATE INDEX coach_handover_by_educator ON public.coach_handover USING btree (district_id, educator_id);
CREATE INDEX coach_handover_by_receiver ON public.coach_handover USING btree (district_id, to_id) WHERE (undone_at IS NULL);
CREATE INDEX coach_handover_step_by_interaction ON public.coach_handover_step USING btree (district_id, interaction_id);
CREATE INDEX coaching_choice_by_list ON public.coaching_choice USING btree (district_id, list, "position");
CREATE INDEX coaching_cycle_by_coach ON public.coaching_cycle USING btree (district_id, coach_id, started_on DESC, id DESC);
CREATE INDEX coaching_cycle_by_date ON public.coaching_cycle USING btree (district_id, started_on DESC, id DESC);
CREATE INDEX coaching_cycle_uncounted ON public.coaching_cycle USING btree (district_id, started_on) WHERE (counted_on IS NULL);
CREATE INDEX coaching_cycle_educator_by_person ON public.coaching_cycle_educator USING btree (district_id, person_id);
CREATE INDEX coaching_cycle_interaction_last ON public.coaching_cycle_interaction USING btree (district_id, cycle_id, held_on DESC);
CREATE INDEX coaching_cycle_interaction_report ON public.coaching_cycle_interaction USING btree (district_id, held_on) INCLUDE (cycle_id, phase_id, interaction_id, coach_id, at_school_id, type, minutes);
CREATE INDEX coaching_cycle_taken_out_by_person ON public.coaching_cycle_taken_out USING btree (district_id, person_id, cycle_id);
CREATE UNIQUE INDEX coaching_tag_by_name ON public.coaching_tag USING btree (district_id, lower(name));
CREATE INDEX code_session_by_cycle ON public.code_session USING btree (district_id, cycle_id);
CREATE INDEX code_session_by_joiner ON public.code_session USING btree (district_id, joiner_id) WHERE (joiner_id IS NOT NULL);
CREATE INDEX code_session_by_person ON public.code_session USING btree (district_id, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX community_class_by_rule ON public.community_class USING btree (district_id, rule_id) WHERE (rule_id IS NOT NULL);
CREATE INDEX community_class_out_by_class ON public.community_class_out USING btree (district_id, class_id);
CREATE INDEX community_class_past_by_class ON public.community_class_past USING btree (district_id, class_id);
CREATE INDEX community_class_past_by_community ON public.community_class_past USING btree (district_id, community_id);
CREATE INDEX community_invitation_by_class ON public.community_invitation USING btree (district_id, class_id) WHERE (class_id IS NOT NULL);
CREATE INDEX community_invitation_by_community ON public.community_invitation USING btree (district_id, community_id);
CREATE INDEX community_invitation_by_email ON public.community_invitation USING btree (district_id, lower(email)) WHERE ((email IS NOT NULL) AND (ended_at IS NULL) AND (accepted = 0));
CREATE INDEX community_invitation_by_invitation ON public.community_invitation USING btree (district_id, invitation_id) WHERE (invitation_id IS NOT NULL);
CREATE INDEX community_member_by_person ON public.community_member USING btree (district_id, person_id);
CREATE INDEX community_member_past_by_community ON public.community_member_past USING btree (district_id, community_id);
CREATE INDEX community_monday_by_day ON public.community_monday USING btree (district_id, monday);
CREATE INDEX community_out_by_person ON public.community_out USING btree (district_id, person_id);
CREATE INDEX community_report_without_set ON public.community_report USING btree (district_id) WHERE (set_digest IS NULL);
CREATE INDEX community_report_cycle_by_cycle ON public.community_report_cycle USING btree (district_id, cycle_id);
CREATE INDEX community_rule_by_lead ON public.community_rule USING btree (district_id, led_by);
CREATE INDEX customer_admin_by_email ON public.customer_admin USING btree (lower(email));
CREATE UNIQUE INDEX customer_admin_email ON public.customer_admin USING btree (customer_id, lower(email));
CREATE UNIQUE INDEX display_identity_one_shown ON public.display_identity USING btree (district_id, person_id) WHERE is_shown;
CREATE INDEX enrolment_by_class ON public.enrolment USING btree (district_id, class_id) WHERE (status = 'active'::text);
CREATE INDEX enrolment_by_person ON public.enrolment USING btree (district_id, person_id) WHERE (status = 'active'::text);
CREATE INDEX enrolment_by_teacher ON public.enrolment USING btree (district_id, person_id) WHERE ((status = 'active'::text) AND (role = 'teacher'::text));
CREATE INDEX enrolment_teachers ON public.enrolment USING btree (district_id, class_id, person_id) WHERE ((status = 'active'::text) AND (role = 'teacher'::text));
CREATE INDEX interaction_by_coach ON public.interaction USING btree (district_id, coach_id, held_on DESC, id DESC);
CREATE INDEX interaction_by_date ON public.interaction USING btree (district_id, held_on DESC, id DESC);
CREATE INDEX interaction_by_school ON public.interaction USING btree (district_id, school_id, held_on DESC, id DESC) INCLUDE (coach_id);
CREATE INDEX interaction_next_step_open ON public.interaction USING btree (district_id, coach_id, next_step_due, id) WHERE ((next_step_sealed IS NOT NULL) AND (next_step_done_on IS NULL));
CREATE INDEX interaction_noted ON public.interaction USING btree (district_id, held_on) INCLUDE (id, coach_id, school_id, type) WHERE (notes_sealed IS NOT NULL);
CREATE INDEX interaction_report ON public.interaction USING btree (district_id, held_on) INCLUDE (id, coach_id, school_id, type, minutes);
CREATE INDEX interaction_attachment_by_interaction ON public.interaction_attachment USING btree (district_id, interaction_id, id);
CREATE UNIQUE INDEX interaction_attachment_by_key ON public.interaction_attachment USING btree (district_id, key);
CREATE INDEX interaction_educator_contact ON public.interaction_educator USING btree (district_id, person_id, held_on DESC) INCLUDE (coach_id, interaction_id);
CREATE INDEX interaction_import_by_coach ON public.interaction_import USING btree (district_id, coach_id, id DESC);
CREATE INDEX interaction_import_line_by_import ON public.interaction_import_line USING btree (district_id, import_id);
CREATE INDEX interaction_import_line_by_key ON public.interaction_import_line USING btree (district_id, key);
CREATE INDEX interaction_mail_by_interaction ON public.interaction_mail USING btree (district_id, interaction_id, id);
CREATE INDEX interaction_mail_by_person ON public.interaction_mail USING btree (district_id, person_id);
CREATE INDEX interaction_school_by_school ON public.interaction_school USING btree (district_id, school_id);
CREATE INDEX interaction_school_report ON public.interaction_school USING btree (district_id, held_on) INCLUDE (school_id, interaction_id, coach_id, at_school_id, type, minutes);
CREATE INDEX interaction_tag_by_tag ON public.interaction_tag USING btree (district_id, tag_id);
CREATE INDEX interaction_tag_report ON public.interaction_tag USING btree (district_id, held_on) INCLUDE (tag_id, interaction_id, coach_id, at_school_id, type, minutes);
CREATE INDEX interaction_taken_out_by_person ON public.interaction_taken_out USING btree (district_id, person_id, interaction_id);
CREATE INDEX invitation_by_age ON public.invitation USING btree (district_id, created_at DESC, id DESC);
CREATE INDEX invitation_by_person ON public.invitation USING btree (district_id, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX invoice_by_day ON public.invoice USING btree (district_id, issued_on DESC, id DESC);
CREATE UNIQUE INDEX invoice_by_number ON public.invoice USING btree (district_id, number) WHERE (number IS NOT NULL);
CREATE UNIQUE INDEX invoice_by_seller_number ON public.invoice USING btree (district_id, seller_number) WHERE (seller_number IS NOT NULL);
CREATE INDEX invoice_credits ON public.invoice USING btree (district_id, credits_id) WHERE (credits_id IS NOT NULL);
CREATE INDEX invoice_line_by_purchase ON public.invoice_line USING btree (district_id, kind, purchase) WHERE (purchase IS NOT NULL);
CREATE INDEX invoice_purchase_order_by_invoice ON public.invoice_purchase_order USING btree (district_id, invoice_id, id DESC);
CREATE INDEX joiner_participation_by_joiner ON public.joiner_participation USING btree (district_id, joiner_id);
CREATE INDEX late_joiner_by_class ON public.late_joiner USING btree (district_id, class_id);
CREATE UNIQUE INDEX legal_hold_open ON public.legal_hold USING btree (district_id, person_id) WHERE (lifted_at IS NULL);
CREATE INDEX lti_context_link_by_class ON public.lti_context_link USING btree (district_id, class_id) WHERE (class_id IS NOT NULL);
CREATE INDEX lti_deployment_by_district ON public.lti_deployment USING btree (district_id);
CREATE UNIQUE INDEX lti_key_one_active ON public.lti_key USING btree (status) WHERE (status = 'active'::text);
CREATE UNIQUE INDEX lti_key_one_next ON public.lti_key USING btree (status) WHERE (status = 'next'::text);
CREATE INDEX lti_login_state_expired ON public.lti_login_state USING btree (expires_at);
CREATE INDEX lti_placement_expired ON public.lti_placement USING btree (district_id, expires_at);
CREATE INDEX lti_registration_by_district ON public.lti_registration USING btree (only_district_id) WHERE (only_district_id IS NOT NULL);
CREATE INDEX lti_unmatched_launch_open ON public.lti_unmatched_launch USING btree (district_id, last_at DESC) WHERE (status = 'open'::text);
CREATE INDEX lti_user_link_by_person ON public.lti_user_link USING btree (district_id, person_id);
CREATE INDEX note_opening_by_cycle ON public.note_opening USING btree (district_id, cycle_id, id) WHERE (cycle_id IS NOT NULL);
CREATE INDEX note_opening_by_interaction ON public.note_opening USING btree (district_id, interaction_id, id);
CREATE UNIQUE INDEX notice_open ON public.notice USING btree (district_id, kind, key) WHERE (resolved_at IS NULL);
CREATE INDEX notice_untold ON public.notice USING btree (district_id, tell_at) WHERE ((told_at IS NULL) AND (resolved_at IS NULL));
CREATE INDEX outbox_due ON public.outbox USING btree (district_id, next_attempt_at) WHERE (state = 'queued'::text);
CREATE UNIQUE INDEX outbox_once ON public.outbox USING btree (district_id, channel, event, recipient);
CREATE INDEX parent_registration_by_email ON public.parent_registration USING btree (district_id, lower(email));
CREATE INDEX parent_registration_by_time ON public.parent_registration USING btree (district_id, registered_at);
CREATE INDEX password_reset_by_person ON public.password_reset USING btree (district_id, person_id);
CREATE INDEX pathway_student_by_pathway ON public.pathway_student USING btree (district_id, pathway_id);
CREATE UNIQUE INDEX pathway_student_one ON public.pathway_student USING btree (district_id, person_id) WHERE (left_at IS NULL);
CREATE UNIQUE INDEX payment_by_card ON public.payment USING btree (district_id, reference) WHERE (way = 'card'::text);
CREATE INDEX payment_by_invoice ON public.payment USING btree (district_id, invoice_id, id);
CREATE UNIQUE INDEX payment_by_reference ON public.payment USING btree (district_id, invoice_id, way, reference);
CREATE INDEX payment_refunds ON public.payment USING btree (district_id, refunds_id) WHERE (refunds_id IS NOT NULL);
CREATE INDEX payment_checkout_by_invoice ON public.payment_checkout USING btree (district_id, invoice_id, id DESC);
CREATE UNIQUE INDEX payment_checkout_by_reference ON public.payment_checkout USING btree (district_id, reference);
CREATE INDEX payment_event_by_invoice ON public.payment_event USING btree (district_id, invoice_id) WHERE (invoice_id IS NOT NULL);
CREATE INDEX person_by_email ON public.person USING btree (district_id, lower(email)) WHERE (email IS NOT NULL);
CREATE INDEX person_by_identifier ON public.person USING btree (district_id, identifier) WHERE (identifier IS NOT NULL);
CREATE INDEX person_by_name ON public.person USING btree (district_id, family_name, given_name, id) WHERE (status = 'active'::text);
CREATE INDEX person_inactive ON public.person USING btree (district_id, id) WHERE (status <> 'active'::text);
CREATE INDEX person_merged ON public.person USING btree (district_id, id) WHERE (merged_into IS NOT NULL);
CREATE INDEX person_suspended ON public.person USING btree (district_id, id) WHERE (suspended_at IS NOT NULL);
CREATE INDEX person_match_proposal_open ON public.person_match_proposal USING btree (district_id, id) WHERE (status = 'open'::text);
CREATE INDEX person_match_proposal_to_link ON public.person_match_proposal USING btree (district_id, id) WHERE ((status = 'open'::text) AND (asked_by IS NOT NULL));
CREATE INDEX person_merge_asked ON public.person_merge USING btree (district_id, id) WHERE (state = ANY (ARRAY['asked'::text, 'undo_asked'::text]));
CREATE UNIQUE INDEX person_merge_goes ON public.person_merge USING btree (district_id, goes_id) WHERE (state = ANY (ARRAY['asked'::text, 'merged'::text, 'undo_asked'::text]));
CREATE INDEX person_merge_stays ON public.person_merge USING btree (district_id, stays_id);
CREATE INDEX person_source_by_person ON public.person_source USING btree (district_id, person_id) INCLUDE (status);
CREATE INDEX person_source_silent ON public.person_source USING btree (district_id, person_id) WHERE (NOT speaks);
CREATE INDEX point_entry_by_person ON public.point_entry USING btree (district_id, person_id);
CREATE INDEX point_entry_by_programme ON public.point_entry USING btree (district_id, programme_id, person_id);
CREATE UNIQUE INDEX point_entry_undone ON public.point_entry USING btree (district_id, undoes_id) WHERE (undoes_id IS NOT NULL);
CREATE INDEX product_assignment_by_end ON public.product_assignment USING btree (district_id, until_on) WHERE (until_on IS NOT NULL);
CREATE INDEX product_assignment_by_person ON public.product_assignment USING btree (district_id, person_id);
CREATE INDEX programme_by_class ON public.programme USING btree (district_id, class_id, starts_on DESC, id DESC);
CREATE UNIQUE INDEX programme_reason_once ON public.programme_reason USING btree (district_id, programme_id, words);
CREATE INDEX question_set_revision_by_digest ON public.question_set_revision USING btree (district_id, digest);
CREATE INDEX report_filter_by_person ON public.report_filter USING btree (district_id, person_id);
CREATE INDEX report_filter_shared ON public.report_filter USING btree (district_id) WHERE is_shared;
CREATE INDEX role_grant_by_scope ON public.role_grant USING btree (district_id, scope_type, scope_id, role) WHERE (status = 'active'::text);
CREATE UNIQUE INDEX role_grant_once ON public.role_grant USING btree (district_id, person_id, role, scope_type, scope_id, origin, source_id, person_sourced_id) WHERE (status = 'active'::text);
CREATE INDEX role_grant_past_by_person ON public.role_grant USING btree (district_id, person_id) WHERE (status = 'revoked'::text);
CREATE INDEX role_grant_past_lead ON public.role_grant USING btree (district_id, scope_id) WHERE ((status = 'revoked'::text) AND (role = 'class_lead'::text) AND (scope_type = 'class'::text));
CREATE INDEX roster_import_by_importer ON public.roster_import USING btree (district_id, imported_by, id DESC);
CREATE INDEX roster_import_effect_by_class ON public.roster_import_effect USING btree (district_id, class_id);
CREATE INDEX roster_import_effect_by_import ON public.roster_import_effect USING btree (district_id, import_id);
CREATE INDEX roster_import_effect_by_person ON public.roster_import_effect USING btree (district_id, person_id);
CREATE INDEX rule_change_by_rule ON public.rule_change USING btree (district_id, rule, id);
CREATE UNIQUE INDEX run_applied ON public.run USING btree (district_id, source_id, applied_no) WHERE (applied_no IS NOT NULL);
CREATE INDEX run_by_source ON public.run USING btree (district_id, source_id, id DESC);
CREATE UNIQUE INDEX run_one_at_a_time ON public.run USING btree (district_id, source_id) WHERE (state = ANY (ARRAY['reading'::text, 'staged'::text, 'planned'::text, 'applying'::text, 'applied'::text]));
CREATE INDEX run_unfinished ON public.run USING btree (district_id, lease_until) WHERE (state = ANY (ARRAY['requested'::text, 'reading'::text, 'staged'::text, 'planned'::text, 'applying'::text, 'applied'::text]));
CREATE INDEX run_lease_over ON public.run_lease USING btree (lease_until);
CREATE INDEX run_order_by_source ON public.run_order USING btree (district_id, source_id, id DESC);
CREATE INDEX run_order_by_upload ON public.run_order USING btree (district_id, upload_id, id) WHERE (upload_id IS NOT NULL);
CREATE INDEX run_order_open ON public.run_order USING btree (id) WHERE (done_at IS NULL);
CREATE INDEX run_order_waiting ON public.run_order USING btree (district_id, source_id, id) WHERE (done_at IS NULL);
CREATE UNIQUE INDEX school_group_name ON public.school_group USING btree (district_id, lower(name));
CREATE INDEX seat_grace_end ON public.seat USING btree (district_id, until) WHERE (state = 'grace'::text);
CREATE UNIQUE INDEX seat_in_order ON public.seat USING btree (district_id, kind, state, place);
CREATE INDEX seat_ledger_by_person ON public.seat_ledger USING btree (district_id, person_id, seq) WHERE (person_id IS NOT NULL);
CREATE INDEX session_by_district ON public.session USING btree (district_id, id) WHERE (revoked_at IS NULL);
CREATE INDEX session_by_person ON public.session USING btree (district_id, person_id) WHERE (revoked_at IS NULL);
CREATE INDEX session_by_support ON public.session USING btree (district_id, support_access_id) WHERE (support_access_id IS NOT NULL);
CREATE INDEX session_expired ON public.session USING btree (expires_at);
CREATE UNIQUE INDEX session_id ON public.session USING btree (id);
CREATE INDEX session_code_expired ON public.session_code USING btree (expires_at);
CREATE INDEX sign_in_attempt_expired ON public.sign_in_attempt USING btree (window_ends_at);
CREATE INDEX sign_in_known_old ON public.sign_in_known USING btree (seen_at);
CREATE INDEX source_schedule_by_source ON public.source_schedule USING btree (source_id);
CREATE INDEX source_schedule_due ON public.source_schedule USING btree (next_due_at) WHERE ((next_due_at IS NOT NULL) AND (NOT paused));
CREATE INDEX source_schedule_retry ON public.source_schedule USING btree (retry_at) WHERE ((retry_at IS NOT NULL) AND (NOT paused));
CREATE INDEX source_schedule_unsettled ON public.source_schedule USING btree (district_id, source_id) WHERE ((stale_at IS NULL) AND (cron IS NOT NULL) AND (NOT paused));
CREATE INDEX sso_link_by_person ON public.sso_link USING btree (district_id, person_id);
CREATE INDEX sso_login_state_expired ON public.sso_login_state USING btree (expires_at);
CREATE UNIQUE INDEX support_access_by_link ON public.support_access USING btree (district_id, link_hash);
CREATE INDEX support_access_open ON public.support_access USING btree (district_id) WHERE (ended_at IS NULL);
CREATE INDEX survey_cycle_open ON public.survey_cycle USING btree (district_id, ends_on) WHERE (closed_on IS NULL);
CREATE INDEX survey_draft_by_person ON public.survey_draft USING btree (district_id, person_id);
CREATE INDEX survey_line_item_by_page ON public.survey_line_item USING btree (district_id, page_id);
CREATE INDEX survey_participation_by_person ON public.survey_participation USING btree (district_id, person_id);
CREATE INDEX survey_result_without_set ON public.survey_result USING btree (district_id) WHERE (set_digest IS NULL);
CREATE INDEX survey_score_by_participation ON public.survey_score USING btree (district_id, cycle_id, person_id);
CREATE INDEX upload_by_age ON public.upload USING btree (district_id, uploaded_at);
CREATE UNIQUE INDEX upload_open ON public.upload USING btree (district_id, source_id) WHERE (content IS NOT NULL);
create view class_lead_period with (security_invoker=true) as
 SELECT role_grant.district_id,
    role_grant.scope_id AS class_id,
    role_grant.person_id,
    role_grant.granted_at AS since,
    NULL::timestamp with time zone AS until
   FROM role_grant
  WHERE ((role_grant.scope_type = 'class'::text) AND (role_grant.role = 'class_lead'::text) AND (role_grant.status = 'active'::text))
UNION ALL
 SELECT role_grant.district_id,
    role_grant.scope_id AS class_id,
    role_grant.person_id,
    role_grant.granted_at AS since,
    role_grant.revoked_at AS until
   FROM role_grant
  WHERE ((role_grant.scope_type = 'class'::text) AND (role_grant.role = 'class_lead'::text) AND (role_grant.status = 'revoked'::text));
create view coaching_cycle_about with (security_invoker=true) as
 SELECT coaching_cycle_educator.district_id,
    coaching_cycle_educator.cycle_id,
    coaching_cycle_educator.person_id
   FROM coaching_cycle_educator
UNION ALL
 SELECT coaching_cycle_taken_out.district_id,
    coaching_cycle_taken_out.cycle_id,
    coaching_cycle_taken_out.person_id
   FROM coaching_cycle_taken_out;
create view community_class_period with (security_invoker=true) as
 SELECT community_class.district_id,
    community_class.community_id,
    community_class.class_id,
    community_class.added_at AS since,
    NULL::timestamp with time zone AS until
   FROM community_class
UNION ALL
 SELECT community_class_past.district_id,
    community_class_past.community_id,
    community_class_past.class_id,
    community_class_past.since,
    community_class_past.until
   FROM community_class_past;
create view community_member_period with (security_invoker=true) as
 SELECT community_member.district_id,
    community_member.community_id,
    community_member.person_id,
    community_member.role,
    NULL::bigint AS class_id,
    COALESCE(community_member.role_since, community_member.added_at) AS since,
    NULL::timestamp with time zone AS until
   FROM community_member
UNION ALL
 SELECT community_member_past.district_id,
    community_member_past.community_id,
    community_member_past.person_id,
    community_member_past.role,
    NULL::bigint AS class_id,
    community_member_past.since,
    community_member_past.until
   FROM community_member_past
UNION ALL
 SELECT c.district_id,
    c.community_id,
    l.person_id,
    'member'::text AS role,
    c.class_id,
    GREATEST(c.since, l.since) AS since,
    NULLIF(LEAST(COALESCE(c.until, 'infinity'::timestamp with time zone), COALESCE(l.until, 'infinity'::timestamp with time zone)), 'infinity'::timestamp with time zone) AS until
   FROM (community_class_period c
     JOIN class_lead_period l ON (((l.district_id = c.district_id) AND (l.class_id = c.class_id) AND (l.since < COALESCE(c.until, 'infinity'::timestamp with time zone)) AND (c.since < COALESCE(l.until, 'infinity'::timestamp with time zone)))));
create view interaction_about with (security_invoker=true) as
 SELECT interaction_educator.district_id,
    interaction_educator.interaction_id,
    interaction_educator.person_id
   FROM interaction_educator
UNION ALL
 SELECT interaction_taken_out.district_id,
    interaction_taken_out.interaction_id,
    interaction_taken_out.person_id
   FROM interaction_taken_out;
create view person_role with (security_invoker=true) as
 SELECT role_grant.district_id,
    role_grant.person_id,
    role_grant.role,
    role_grant.scope_type,
    role_grant.scope_id
   FROM role_grant
  WHERE ((role_grant.status = 'active'::text) AND (role_grant.scope_type <> 'community'::text))
UNION
 SELECT community_member.district_id,
    community_member.person_id,
    ('community_'::text || community_member.role) AS role,
    'community'::text AS scope_type,
    community_member.community_id AS scope_id
   FROM community_member
UNION
 SELECT cc.district_id,
    g.person_id,
    'community_member'::text AS role,
    'community'::text AS scope_type,
    cc.community_id AS scope_id
   FROM ((community_class cc
     JOIN class c ON (((c.district_id = cc.district_id) AND (c.id = cc.class_id) AND (c.status = 'active'::text))))
     JOIN role_grant g ON (((g.district_id = cc.district_id) AND (g.scope_type = 'class'::text) AND (g.scope_id = cc.class_id) AND (g.role = 'class_lead'::text) AND (g.status = 'active'::text))))
  WHERE (NOT (EXISTS ( SELECT
           FROM community_member m
          WHERE ((m.district_id = cc.district_id) AND (m.community_id = cc.community_id) AND (m.person_id = g.person_id)))));
create view product_rule_reach with (security_invoker=true) as
 SELECT r.district_id,
    r.product_id,
    r.name,
    r."position",
    r.school_ids,
    e.grades
   FROM ((product_rule r
     JOIN product p ON (((p.district_id = r.district_id) AND (p.id = r.product_id))))
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (p.grades = '{}'::text[]) THEN r.grades
                    WHEN (r.grades = '{}'::text[]) THEN p.grades
                    ELSE ARRAY( SELECT unnest(r.grades) AS unnest
                    INTERSECT
                     SELECT unnest(p.grades) AS unnest
              ORDER BY 1)
                END AS grades) e)
  WHERE ((e.grades <> '{}'::text[]) OR ((r.grades = '{}'::text[]) AND (p.grades = '{}'::text[])));
alter table account add constraint account_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table account add constraint account_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table account_locator add constraint account_locator_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table affiliation add constraint affiliation_district_id_org_id_fkey FOREIGN KEY (district_id, org_id) REFERENCES org(district_id, id);
alter table affiliation add constraint affiliation_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table attachment_object add constraint attachment_object_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table audit_entry add constraint audit_entry_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table audit_seal add constraint audit_seal_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table avatar_hours add constraint avatar_hours_district_id_class_id_fkey FOREIGN KEY (district_id, class_id) REFERENCES class(district_id, id);
alter table benchmark_test add constraint benchmark_test_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table caseload add constraint caseload_district_id_coach_id_fkey FOREIGN KEY (district_id, coach_id) REFERENCES person(district_id, id);
alter table caseload add constraint caseload_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table caseload_member add constraint caseload_member_district_id_caseload_id_fkey FOREIGN KEY (district_id, caseload_id) REFERENCES caseload(district_id, id) ON DELETE CASCADE;
alter table caseload_member add constraint caseload_member_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table caseload_rule add constraint caseload_rule_district_id_caseload_id_fkey FOREIGN KEY (district_id, caseload_id) REFERENCES caseload(district_id, id) ON DELETE CASCADE;
alter table caseload_rule add constraint caseload_rule_district_id_school_id_fkey FOREIGN KEY (district_id, school_id) REFERENCES org(district_id, id);
alter table chore add constraint chore_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table class add constraint class_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table class add constraint class_district_id_school_id_fkey FOREIGN KEY (district_id, school_id) REFERENCES org(district_id, id);
alter table class_lead_request add constraint class_lead_request_district_id_asked_by_fkey FOREIGN KEY (district_id, asked_by) REFERENCES person(district_id, id);
alter table class_lead_request add constraint class_lead_request_district_id_class_id_fkey FOREIGN KEY (district_id, class_id) REFERENCES class(district_id, id);
alter table class_lead_request add constraint class_lead_request_district_id_community_id_fkey FOREIGN KEY (district_id, community_id) REFERENCES community(district_id, id);
alter table class_lead_request add constraint class_lead_request_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table class_monday add constraint class_monday_district_id_cycle_id_fkey FOREIGN KEY (district_id, cycle_id) REFERENCES survey_cycle(district_id, id);
alter table class_setting add constraint class_setting_district_id_class_id_fkey FOREIGN KEY (district_id, class_id) REFERENCES class(district_id, id);
alter table coach_handover add constraint coach_handover_district_id_educator_id_fkey FOREIGN KEY (district_id, educator_id) REFERENCES person(district_id, id);
alter table coach_handover add constraint coach_handover_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table coach_handover add constraint coach_handover_district_id_from_id_fkey FOREIGN KEY (district_id, from_id) REFERENCES person(district_id, id);
alter table coach_handover add constraint coach_handover_district_id_to_id_fkey FOREIGN KEY (district_id, to_id) REFERENCES person(district_id, id);
alter table coach_handover_step add constraint coach_handover_step_district_id_handover_id_fkey FOREIGN KEY (district_id, handover_id) REFERENCES coach_handover(district_id, id) ON DELETE CASCADE;
alter table coach_handover_step add constraint coach_handover_step_district_id_interaction_id_fkey FOREIGN KEY (district_id, interaction_id) REFERENCES interaction(district_id, id) ON DELETE CASCADE;
alter table coaching_choice add constraint coaching_choice_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table coaching_close add constraint coaching_close_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table coaching_cycle add constraint coaching_cycle_district_id_coach_id_fkey FOREIGN KEY (district_id, coach_id) REFERENCES person(district_id, id);
alter table coaching_cycle add constraint coaching_cycle_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table coaching_cycle add constraint coaching_cycle_district_id_focus_id_fkey FOREIGN KEY (district_id, focus_id) REFERENCES coaching_choice(district_id, id);
alter table coaching_cycle add constraint coaching_cycle_district_id_scale_id_fkey FOREIGN KEY (district_id, scale_id) REFERENCES coaching_choice(district_id, id);
alter table coaching_cycle_educator add constraint coaching_cycle_educator_district_id_cycle_id_fkey FOREIGN KEY (district_id, cycle_id) REFERENCES coaching_cycle(district_id, id) ON DELETE CASCADE;
alter table coaching_cycle_educator add constraint coaching_cycle_educator_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table coaching_cycle_figure add constraint coaching_cycle_figure_district_id_school_id_fkey FOREIGN KEY (district_id, school_id) REFERENCES org(district_id, id);
alter table coaching_cycle_interaction add constraint coaching_cycle_interaction_district_id_cycle_id_fkey FOREIGN KEY (district_id, cycle_id) REFERENCES coaching_cycle(district_id, id) ON DELETE CASCADE;
alter table coaching_cycle_interaction add constraint coaching_cycle_interaction_district_id_cycle_id_phase_id_fkey FOREIGN KEY (district_id, cycle_id, phase_id) REFERENCES coaching_cycle_phase(district_id, cycle_id, phase_id);
alter table coaching_cycle_interaction add constraint coaching_cycle_interaction_district_id_interaction_id_fkey FOREIGN KEY (district_id, interaction_id) REFERENCES interaction(district_id, id) ON DELETE CASCADE;
alter table coaching_cycle_phase add constraint coaching_cycle_phase_district_id_cycle_id_fkey FOREIGN KEY (district_id, cycle_id) REFERENCES coaching_cycle(district_id, id) ON DELETE CASCADE;
alter table coaching_cycle_phase add constraint coaching_cycle_phase_district_id_phase_id_fkey FOREIGN KEY (district_id, phase_id) REFERENCES coaching_choice(district_id, id);
alter table coaching_cycle_stay add constraint coaching_cycle_stay_district_id_cycle_id_phase_id_fkey FOREIGN KEY (district_id, cycle_id, phase_id) REFERENCES coaching_cycle_phase(district_id, cycle_id, phase_id) ON DELETE CASCADE;
alter table coaching_cycle_taken_out add constraint coaching_cycle_taken_out_district_id_cycle_id_fkey FOREIGN KEY (district_id, cycle_id) REFERENCES coaching_cycle(district_id, id) ON DELETE CASCADE;
alter table coaching_cycle_taken_out add constraint coaching_cycle_taken_out_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table coaching_figure add constraint coaching_figure_district_id_school_id_fkey FOREIGN KEY (district_id, school_id) REFERENCES org(district_id, id);
alter table coaching_tag add constraint coaching_tag_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table code_session add constraint code_session_district_id_cycle_id_fkey FOREIGN KEY (district_id, cycle_id) REFERENCES survey_cycle(district_id, id);
alter table code_session add constraint code_session_district_id_joiner_id_fkey FOREIGN KEY (district_id, joiner_id) REFERENCES late_joiner(district_id, id);
alter table code_session add constraint code_session_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table community add constraint community_district_id_created_by_fkey FOREIGN KEY (district_id, created_by) REFERENCES person(district_id, id);
alter table community add constraint community_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table community_class add constraint community_class_district_id_class_id_fkey FOREIGN KEY (district_id, class_id) REFERENCES class(district_id, id);
alter table community_class add constraint community_class_district_id_community_id_fkey FOREIGN KEY (district_id, community_id) REFERENCES community(district_id, id) ON DELETE CASCADE;
alter table community_class add constraint community_class_district_id_rule_id_fkey FOREIGN KEY (district_id, rule_id) REFERENCES community_rule(district_id, id);
alter table community_class_out add constraint community_class_out_district_id_class_id_fkey FOREIGN KEY (district_id, class_id) REFERENCES class(district_id, id);
alter table community_class_out add constraint community_class_out_district_id_community_id_fkey FOREIGN KEY (district_id, community_id) REFERENCES community(district_id, id);
alter table community_class_past add constraint community_class_past_district_id_class_id_fkey FOREIGN KEY (district_id, class_id) REFERENCES class(district_id, id);
alter table community_class_past add constraint community_class_past_district_id_community_id_fkey FOREIGN KEY (district_id, community_id) REFERENCES community(district_id, id) ON DELETE CASCADE;
alter table community_invitation add constraint community_invitation_district_id_class_id_fkey FOREIGN KEY (district_id, class_id) REFERENCES class(district_id, id);
alter table community_invitation add constraint community_invitation_district_id_community_id_fkey FOREIGN KEY (district_id, community_id) REFERENCES community(district_id, id) ON DELETE CASCADE;
alter table community_invitation add constraint community_invitation_district_id_invitation_id_fkey FOREIGN KEY (district_id, invitation_id) REFERENCES invitation(district_id, id) ON DELETE SET NULL (invitation_id);
alter table community_invitation add constraint community_invitation_district_id_invited_by_fkey FOREIGN KEY (district_id, invited_by) REFERENCES person(district_id, id);
alter table community_member add constraint community_member_district_id_community_id_fkey FOREIGN KEY (district_id, community_id) REFERENCES community(district_id, id) ON DELETE CASCADE;
alter table community_member add constraint community_member_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table community_member_past add constraint community_member_past_district_id_community_id_fkey FOREIGN KEY (district_id, community_id) REFERENCES community(district_id, id) ON DELETE CASCADE;
alter table community_member_past add constraint community_member_past_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table community_monday add constraint community_monday_district_id_community_id_fkey FOREIGN KEY (district_id, community_id) REFERENCES community(district_id, id) ON DELETE CASCADE;
alter table community_out add constraint community_out_district_id_community_id_fkey FOREIGN KEY (district_id, community_id) REFERENCES community(district_id, id);
alter table community_out add constraint community_out_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table community_report add constraint community_report_district_id_community_id_fkey FOREIGN KEY (district_id, community_id) REFERENCES community(district_id, id) ON DELETE CASCADE;
alter table community_report add constraint community_report_district_id_community_id_question_set_add_fkey FOREIGN KEY (district_id, community_id, question_set, adds_to) REFERENCES community_report(district_id, community_id, question_set, made_on) ON DELETE CASCADE;
alter table community_report add constraint community_report_district_id_set_digest_fkey FOREIGN KEY (district_id, set_digest) REFERENCES question_set_version(district_id, digest);
alter table community_report_cycle add constraint community_report_cycle_district_id_community_id_question_s_fkey FOREIGN KEY (district_id, community_id, question_set, made_on) REFERENCES community_report(district_id, community_id, question_set, made_on) ON DELETE CASCADE;
alter table community_report_cycle add constraint community_report_cycle_district_id_cycle_id_fkey FOREIGN KEY (district_id, cycle_id) REFERENCES survey_cycle(district_id, id);
alter table community_rule add constraint community_rule_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table community_rule add constraint community_rule_district_id_led_by_fkey FOREIGN KEY (district_id, led_by) REFERENCES person(district_id, id);
alter table community_rule_group add constraint community_rule_group_district_id_community_id_fkey FOREIGN KEY (district_id, community_id) REFERENCES community(district_id, id);
alter table community_rule_group add constraint community_rule_group_district_id_rule_id_fkey FOREIGN KEY (district_id, rule_id) REFERENCES community_rule(district_id, id);
alter table community_survey_default add constraint community_survey_default_district_id_community_id_fkey FOREIGN KEY (district_id, community_id) REFERENCES community(district_id, id) ON DELETE CASCADE;
alter table course add constraint course_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table customer_admin add constraint customer_admin_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id);
alter table customer_invitation add constraint customer_invitation_customer_id_customer_admin_id_fkey FOREIGN KEY (customer_id, customer_admin_id) REFERENCES customer_admin(customer_id, id);
alter table customer_password_reset add constraint customer_password_reset_customer_id_customer_admin_id_fkey FOREIGN KEY (customer_id, customer_admin_id) REFERENCES customer_admin(customer_id, id);
alter table customer_recovery_code add constraint customer_recovery_code_customer_id_customer_admin_id_fkey FOREIGN KEY (customer_id, customer_admin_id) REFERENCES customer_admin(customer_id, id);
alter table customer_second_factor add constraint customer_second_factor_customer_id_customer_admin_id_fkey FOREIGN KEY (customer_id, customer_admin_id) REFERENCES customer_admin(customer_id, id);
alter table digest add constraint digest_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table display_identity add constraint display_identity_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table district add constraint district_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id);
alter table district_figures add constraint district_figures_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table district_setting add constraint district_setting_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table educator_by_hand add constraint educator_by_hand_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table enrolment add constraint enrolment_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table idempotent_answer add constraint idempotent_answer_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table interaction add constraint interaction_district_id_coach_id_fkey FOREIGN KEY (district_id, coach_id) REFERENCES person(district_id, id);
alter table interaction add constraint interaction_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table interaction add constraint interaction_district_id_school_id_fkey FOREIGN KEY (district_id, school_id) REFERENCES org(district_id, id);
alter table interaction_attachment add constraint interaction_attachment_district_id_interaction_id_fkey FOREIGN KEY (district_id, interaction_id) REFERENCES interaction(district_id, id) ON DELETE CASCADE;
alter table interaction_attachment_content add constraint interaction_attachment_content_district_id_attachment_id_fkey FOREIGN KEY (district_id, attachment_id) REFERENCES interaction_attachment(district_id, id) ON DELETE CASCADE;
alter table interaction_draft add constraint interaction_draft_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table interaction_draft add constraint interaction_draft_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table interaction_educator add constraint interaction_educator_district_id_interaction_id_fkey FOREIGN KEY (district_id, interaction_id) REFERENCES interaction(district_id, id) ON DELETE CASCADE;
alter table interaction_educator add constraint interaction_educator_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table interaction_import add constraint interaction_import_district_id_coach_id_fkey FOREIGN KEY (district_id, coach_id) REFERENCES person(district_id, id);
alter table interaction_import_line add constraint interaction_import_line_district_id_import_id_fkey FOREIGN KEY (district_id, import_id) REFERENCES interaction_import(district_id, id) ON DELETE CASCADE;
alter table interaction_import_line add constraint interaction_import_line_district_id_interaction_id_fkey FOREIGN KEY (district_id, interaction_id) REFERENCES interaction(district_id, id) ON DELETE CASCADE;
alter table interaction_mail add constraint interaction_mail_district_id_interaction_id_fkey FOREIGN KEY (district_id, interaction_id) REFERENCES interaction(district_id, id) ON DELETE CASCADE;
alter table interaction_mail add constraint interaction_mail_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table interaction_school add constraint interaction_school_district_id_interaction_id_fkey FOREIGN KEY (district_id, interaction_id) REFERENCES interaction(district_id, id) ON DELETE CASCADE;
alter table interaction_school add constraint interaction_school_district_id_school_id_fkey FOREIGN KEY (district_id, school_id) REFERENCES org(district_id, id);
alter table interaction_tag add constraint interaction_tag_district_id_interaction_id_fkey FOREIGN KEY (district_id, interaction_id) REFERENCES interaction(district_id, id) ON DELETE CASCADE;
alter table interaction_tag add constraint interaction_tag_district_id_tag_id_fkey FOREIGN KEY (district_id, tag_id) REFERENCES coaching_tag(district_id, id);
alter table interaction_taken_out add constraint interaction_taken_out_district_id_interaction_id_fkey FOREIGN KEY (district_id, interaction_id) REFERENCES interaction(district_id, id) ON DELETE CASCADE;
alter table interaction_taken_out add constraint interaction_taken_out_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table interaction_version add constraint interaction_version_district_id_interaction_id_fkey FOREIGN KEY (district_id, interaction_id) REFERENCES interaction(district_id, id) ON DELETE CASCADE;
alter table invitation add constraint invitation_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table invitation add constraint invitation_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table invoice add constraint invoice_district_id_credits_id_fkey FOREIGN KEY (district_id, credits_id) REFERENCES invoice(district_id, id);
alter table invoice add constraint invoice_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table invoice_line add constraint invoice_line_district_id_invoice_id_fkey FOREIGN KEY (district_id, invoice_id) REFERENCES invoice(district_id, id) ON DELETE CASCADE;
alter table invoice_number add constraint invoice_number_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table invoice_purchase_order add constraint invoice_purchase_order_district_id_invoice_id_fkey FOREIGN KEY (district_id, invoice_id) REFERENCES invoice(district_id, id);
alter table joiner_participation add constraint joiner_participation_district_id_cycle_id_fkey FOREIGN KEY (district_id, cycle_id) REFERENCES survey_cycle(district_id, id);
alter table joiner_participation add constraint joiner_participation_district_id_joiner_id_fkey FOREIGN KEY (district_id, joiner_id) REFERENCES late_joiner(district_id, id);
alter table late_joiner add constraint late_joiner_district_id_class_id_fkey FOREIGN KEY (district_id, class_id) REFERENCES class(district_id, id);
alter table legal_hold add constraint legal_hold_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table licence add constraint licence_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table licence_purchase add constraint licence_purchase_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table licence_reservation add constraint licence_reservation_district_id_school_id_fkey FOREIGN KEY (district_id, school_id) REFERENCES org(district_id, id);
alter table lti_context_link add constraint lti_context_link_district_id_class_id_fkey FOREIGN KEY (district_id, class_id) REFERENCES class(district_id, id);
alter table lti_context_link add constraint lti_context_link_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table lti_context_link add constraint lti_context_link_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES lti_registration(id);
alter table lti_context_proposal add constraint lti_context_proposal_district_id_class_id_fkey FOREIGN KEY (district_id, class_id) REFERENCES class(district_id, id);
alter table lti_context_proposal add constraint lti_context_proposal_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table lti_context_proposal add constraint lti_context_proposal_district_id_registration_id_context_i_fkey FOREIGN KEY (district_id, registration_id, context_id) REFERENCES lti_context_link(district_id, registration_id, context_id) ON DELETE CASCADE;
alter table lti_deployment add constraint lti_deployment_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table lti_deployment add constraint lti_deployment_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES lti_registration(id);
alter table lti_email_choice add constraint lti_email_choice_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table lti_email_choice add constraint lti_email_choice_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES lti_registration(id);
alter table lti_login_state add constraint lti_login_state_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES lti_registration(id);
alter table lti_placement add constraint lti_placement_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table lti_placement add constraint lti_placement_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table lti_placement add constraint lti_placement_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES lti_registration(id);
alter table lti_preflight add constraint lti_preflight_deployment_id_fkey FOREIGN KEY (deployment_id) REFERENCES lti_deployment(id);
alter table lti_preflight add constraint lti_preflight_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table lti_registration add constraint lti_registration_only_district_id_fkey FOREIGN KEY (only_district_id) REFERENCES district(id);
alter table lti_registration_link add constraint lti_registration_link_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table lti_registration_link add constraint lti_registration_link_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES lti_registration(id);
alter table lti_unmatched_launch add constraint lti_unmatched_launch_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table lti_unmatched_launch add constraint lti_unmatched_launch_district_id_not_person_id_fkey FOREIGN KEY (district_id, not_person_id) REFERENCES person(district_id, id);
alter table lti_unmatched_launch add constraint lti_unmatched_launch_district_id_proposed_person_id_fkey FOREIGN KEY (district_id, proposed_person_id) REFERENCES person(district_id, id);
alter table lti_unmatched_launch add constraint lti_unmatched_launch_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES lti_registration(id);
alter table lti_user_link add constraint lti_user_link_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table lti_user_link add constraint lti_user_link_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table lti_user_link add constraint lti_user_link_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES lti_registration(id);
alter table note_opening add constraint note_opening_district_id_cycle_id_fkey FOREIGN KEY (district_id, cycle_id) REFERENCES coaching_cycle(district_id, id) ON DELETE CASCADE;
alter table note_opening add constraint note_opening_district_id_interaction_id_fkey FOREIGN KEY (district_id, interaction_id) REFERENCES interaction(district_id, id) ON DELETE CASCADE;
alter table notice add constraint notice_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table notice_dismissal add constraint notice_dismissal_district_id_notice_id_fkey FOREIGN KEY (district_id, notice_id) REFERENCES notice(district_id, id) ON DELETE CASCADE;
alter table org add constraint org_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table outbox add constraint outbox_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table parent_portal add constraint parent_portal_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table parent_registration add constraint parent_registration_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table participation_code add constraint participation_code_district_id_class_id_fkey FOREIGN KEY (district_id, class_id) REFERENCES class(district_id, id);
alter table participation_code add constraint participation_code_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table password_reset add constraint password_reset_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table password_reset add constraint password_reset_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES account(district_id, person_id);
alter table pathway_student add constraint pathway_student_district_id_pathway_id_fkey FOREIGN KEY (district_id, pathway_id) REFERENCES pathway(district_id, id);
alter table pathway_student add constraint pathway_student_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table payment add constraint payment_district_id_invoice_id_fkey FOREIGN KEY (district_id, invoice_id) REFERENCES invoice(district_id, id);
alter table payment add constraint payment_district_id_refunds_id_fkey FOREIGN KEY (district_id, refunds_id) REFERENCES payment(district_id, id);
alter table payment_checkout add constraint payment_checkout_district_id_invoice_id_fkey FOREIGN KEY (district_id, invoice_id) REFERENCES invoice(district_id, id);
alter table payment_event add constraint payment_event_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table payment_event add constraint payment_event_district_id_invoice_id_fkey FOREIGN KEY (district_id, invoice_id) REFERENCES invoice(district_id, id);
alter table person add constraint person_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table person add constraint person_district_id_merged_into_fkey FOREIGN KEY (district_id, merged_into) REFERENCES person(district_id, id);
alter table person_match_proposal add constraint person_match_proposal_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table person_match_proposal add constraint person_match_proposal_district_id_other_id_fkey FOREIGN KEY (district_id, other_id) REFERENCES person(district_id, id);
alter table person_match_proposal add constraint person_match_proposal_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table person_merge add constraint person_merge_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table person_merge add constraint person_merge_district_id_goes_id_fkey FOREIGN KEY (district_id, goes_id) REFERENCES person(district_id, id);
alter table person_merge add constraint person_merge_district_id_stays_id_fkey FOREIGN KEY (district_id, stays_id) REFERENCES person(district_id, id);
alter table person_merge_row add constraint person_merge_row_district_id_merge_id_fkey FOREIGN KEY (district_id, merge_id) REFERENCES person_merge(district_id, id) ON DELETE CASCADE;
alter table person_source add constraint person_source_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table point_entry add constraint point_entry_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table point_entry add constraint point_entry_district_id_programme_id_fkey FOREIGN KEY (district_id, programme_id) REFERENCES programme(district_id, id);
alter table point_entry add constraint point_entry_district_id_undoes_id_fkey FOREIGN KEY (district_id, undoes_id) REFERENCES point_entry(district_id, id);
alter table product add constraint product_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table product_assignment add constraint product_assignment_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table product_assignment add constraint product_assignment_district_id_product_id_fkey FOREIGN KEY (district_id, product_id) REFERENCES product(district_id, id);
alter table product_rule add constraint product_rule_district_id_product_id_fkey FOREIGN KEY (district_id, product_id) REFERENCES product(district_id, id);
alter table programme add constraint programme_district_id_class_id_fkey FOREIGN KEY (district_id, class_id) REFERENCES class(district_id, id);
alter table programme_reason add constraint programme_reason_district_id_programme_id_fkey FOREIGN KEY (district_id, programme_id) REFERENCES programme(district_id, id);
alter table quarantine_entry add constraint quarantine_entry_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table quarantine_entry add constraint quarantine_entry_district_id_source_id_fkey FOREIGN KEY (district_id, source_id) REFERENCES source(district_id, id);
alter table quarantined_row add constraint quarantined_row_district_id_run_id_fkey FOREIGN KEY (district_id, run_id) REFERENCES run(district_id, id) ON DELETE CASCADE;
alter table question_set_revision add constraint question_set_revision_district_id_digest_fkey FOREIGN KEY (district_id, digest) REFERENCES question_set_version(district_id, digest);
alter table question_set_revision add constraint question_set_revision_district_id_set_id_fkey FOREIGN KEY (district_id, set_id) REFERENCES question_set(district_id, set_id);
alter table recovery_code add constraint recovery_code_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table recovery_code add constraint recovery_code_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table report_filter add constraint report_filter_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table report_filter add constraint report_filter_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table role_grant add constraint role_grant_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table role_grant add constraint role_grant_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table role_map_version add constraint role_map_version_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table roster_import_effect add constraint roster_import_effect_district_id_class_id_fkey FOREIGN KEY (district_id, class_id) REFERENCES class(district_id, id);
alter table roster_import_effect add constraint roster_import_effect_district_id_import_id_fkey FOREIGN KEY (district_id, import_id) REFERENCES roster_import(district_id, id) ON DELETE CASCADE;
alter table roster_import_effect add constraint roster_import_effect_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table rule_change add constraint rule_change_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table rule_setting add constraint rule_setting_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table run add constraint run_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table run add constraint run_district_id_source_id_fkey FOREIGN KEY (district_id, source_id) REFERENCES source(district_id, id);
alter table run_lease add constraint run_lease_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table run_mark add constraint run_mark_district_id_run_id_fkey FOREIGN KEY (district_id, run_id) REFERENCES run(district_id, id) ON DELETE CASCADE;
alter table run_match add constraint run_match_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table run_match add constraint run_match_district_id_run_id_fkey FOREIGN KEY (district_id, run_id) REFERENCES run(district_id, id) ON DELETE CASCADE;
alter table run_order add constraint run_order_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table school_group add constraint school_group_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table school_group_school add constraint school_group_school_district_id_group_id_fkey FOREIGN KEY (district_id, group_id) REFERENCES school_group(district_id, id) ON DELETE CASCADE;
alter table school_group_school add constraint school_group_school_district_id_school_id_fkey FOREIGN KEY (district_id, school_id) REFERENCES org(district_id, id);
alter table school_information add constraint school_information_district_id_school_id_fkey FOREIGN KEY (district_id, school_id) REFERENCES org(district_id, id);
alter table seat add constraint seat_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table seat_priority add constraint seat_priority_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table second_factor add constraint second_factor_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table second_factor add constraint second_factor_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table session add constraint session_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id);
alter table session add constraint session_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table session add constraint session_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES lti_registration(id);
alter table session_code add constraint session_code_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table session_code add constraint session_code_registration_id_fkey FOREIGN KEY (registration_id) REFERENCES lti_registration(id);
alter table source add constraint source_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table source add constraint source_district_id_id_fkey FOREIGN KEY (district_id, id) REFERENCES source_schedule(district_id, source_id);
alter table source_schedule add constraint source_schedule_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table source_table add constraint source_table_district_id_source_id_fkey FOREIGN KEY (district_id, source_id) REFERENCES source(district_id, id);
alter table sso_link add constraint sso_link_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table sso_link add constraint sso_link_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table sso_listing add constraint sso_listing_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table sso_login_state add constraint sso_login_state_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table sso_provider add constraint sso_provider_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table start_card add constraint start_card_district_id_class_id_fkey FOREIGN KEY (district_id, class_id) REFERENCES class(district_id, id);
alter table start_card add constraint start_card_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table start_card add constraint start_card_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table start_card add constraint start_card_district_id_school_id_fkey FOREIGN KEY (district_id, school_id) REFERENCES org(district_id, id);
alter table start_card_number add constraint start_card_number_district_id_card_id_fkey FOREIGN KEY (district_id, card_id) REFERENCES start_card(district_id, id) ON DELETE CASCADE;
alter table start_card_number add constraint start_card_number_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table sticky_field add constraint sticky_field_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table student_avatar add constraint student_avatar_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table student_information add constraint student_information_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table support_access add constraint support_access_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table survey_cycle add constraint survey_cycle_district_id_class_id_fkey FOREIGN KEY (district_id, class_id) REFERENCES class(district_id, id);
alter table survey_draft add constraint survey_draft_district_id_cycle_id_fkey FOREIGN KEY (district_id, cycle_id) REFERENCES survey_cycle(district_id, id);
alter table survey_draft add constraint survey_draft_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table survey_gradebook add constraint survey_gradebook_district_id_class_id_fkey FOREIGN KEY (district_id, class_id) REFERENCES class(district_id, id);
alter table survey_line_item add constraint survey_line_item_district_id_cycle_id_fkey FOREIGN KEY (district_id, cycle_id) REFERENCES survey_cycle(district_id, id) ON DELETE CASCADE;
alter table survey_line_item add constraint survey_line_item_district_id_page_id_fkey FOREIGN KEY (district_id, page_id) REFERENCES lti_context_link(district_id, id) ON DELETE CASCADE;
alter table survey_name_removal add constraint survey_name_removal_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table survey_participation add constraint survey_participation_district_id_cycle_id_fkey FOREIGN KEY (district_id, cycle_id) REFERENCES survey_cycle(district_id, id);
alter table survey_participation add constraint survey_participation_district_id_person_id_fkey FOREIGN KEY (district_id, person_id) REFERENCES person(district_id, id);
alter table survey_result add constraint survey_result_district_id_cycle_id_fkey FOREIGN KEY (district_id, cycle_id) REFERENCES survey_cycle(district_id, id);
alter table survey_result add constraint survey_result_district_id_set_digest_fkey FOREIGN KEY (district_id, set_digest) REFERENCES question_set_version(district_id, digest);
alter table survey_score add constraint survey_score_district_id_cycle_id_page_id_fkey FOREIGN KEY (district_id, cycle_id, page_id) REFERENCES survey_line_item(district_id, cycle_id, page_id) ON DELETE CASCADE;
alter table survey_score add constraint survey_score_district_id_cycle_id_person_id_fkey FOREIGN KEY (district_id, cycle_id, person_id) REFERENCES survey_participation(district_id, cycle_id, person_id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table survey_sheet add constraint survey_sheet_district_id_cycle_id_fkey FOREIGN KEY (district_id, cycle_id) REFERENCES survey_cycle(district_id, id);
alter table survey_text add constraint survey_text_district_id_cycle_id_fkey FOREIGN KEY (district_id, cycle_id) REFERENCES survey_cycle(district_id, id);
alter table survey_tray add constraint survey_tray_district_id_cycle_id_fkey FOREIGN KEY (district_id, cycle_id) REFERENCES survey_cycle(district_id, id);
alter table term add constraint term_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table upload add constraint upload_district_id_fkey FOREIGN KEY (district_id) REFERENCES district(id);
alter table upload add constraint upload_district_id_source_id_fkey FOREIGN KEY (district_id, source_id) REFERENCES source(district_id, id);
CREATE TRIGGER benchmark_score_held BEFORE UPDATE OF score ON public.benchmark_test FOR EACH ROW WHEN (((old.score IS NOT NULL) AND (new.score IS DISTINCT FROM old.score))) EXECUTE FUNCTION keep_held_score();
CREATE TRIGGER interaction_report_facts BEFORE INSERT ON public.coaching_cycle_interaction FOR EACH ROW EXECUTE FUNCTION interaction_report_facts();
CREATE CONSTRAINT TRIGGER community_has_lead AFTER INSERT ON public.community DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION community_has_lead();
CREATE CONSTRAINT TRIGGER community_member_keeps_lead AFTER DELETE OR UPDATE ON public.community_member DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION community_has_lead();
CREATE TRIGGER role_map_changed AFTER UPDATE OF value ON public.district_setting FOR EACH ROW WHEN (((new.key = 'role_map'::text) AND (new.value IS DISTINCT FROM old.value))) EXECUTE FUNCTION keep_role_map_version();
CREATE TRIGGER role_map_saved AFTER INSERT ON public.district_setting FOR EACH ROW WHEN ((new.key = 'role_map'::text)) EXECUTE FUNCTION keep_role_map_version();
CREATE TRIGGER interaction_facts_follow AFTER UPDATE OF coach_id, held_on, minutes, type, school_id ON public.interaction FOR EACH ROW WHEN (((old.coach_id IS DISTINCT FROM new.coach_id) OR (old.held_on IS DISTINCT FROM new.held_on) OR (old.minutes IS DISTINCT FROM new.minutes) OR (old.type IS DISTINCT FROM new.type) OR (old.school_id IS DISTINCT FROM new.school_id))) EXECUTE FUNCTION interaction_facts_follow();
CREATE TRIGGER interaction_held BEFORE DELETE ON public.interaction FOR EACH ROW EXECUTE FUNCTION keep_held_interaction();
CREATE TRIGGER interaction_attachment_held BEFORE DELETE ON public.interaction_attachment FOR EACH ROW EXECUTE FUNCTION keep_held_attachment();
CREATE TRIGGER interaction_educator_facts BEFORE INSERT ON public.interaction_educator FOR EACH ROW EXECUTE FUNCTION interaction_educator_facts();
CREATE TRIGGER interaction_report_facts BEFORE INSERT ON public.interaction_school FOR EACH ROW EXECUTE FUNCTION interaction_report_facts();
CREATE TRIGGER interaction_report_facts BEFORE INSERT ON public.interaction_tag FOR EACH ROW EXECUTE FUNCTION interaction_report_facts();
CREATE TRIGGER invoice_stays BEFORE DELETE OR UPDATE ON public.invoice FOR EACH ROW EXECUTE FUNCTION invoice_stays();
CREATE TRIGGER invoice_line_stays BEFORE INSERT OR DELETE OR UPDATE ON public.invoice_line FOR EACH ROW EXECUTE FUNCTION invoice_line_stays();
CREATE TRIGGER licence_ceiling BEFORE INSERT OR UPDATE ON public.licence FOR EACH ROW EXECUTE FUNCTION set_licence_ceiling();
CREATE TRIGGER person_held BEFORE DELETE ON public.person FOR EACH ROW EXECUTE FUNCTION keep_held_person();
CREATE TRIGGER person_held_erased BEFORE UPDATE OF erased_at ON public.person FOR EACH ROW WHEN ((old.erased_at IS DISTINCT FROM new.erased_at)) EXECUTE FUNCTION keep_held_person();
CREATE TRIGGER point_entry_checked BEFORE INSERT ON public.point_entry FOR EACH ROW EXECUTE FUNCTION check_point_entry();
CREATE TRIGGER run_lease_changed AFTER UPDATE OF state, lease_until ON public.run FOR EACH ROW WHEN (((old.lease_until IS DISTINCT FROM new.lease_until) OR ((old.state IS DISTINCT FROM new.state) AND (old.state = ANY (ARRAY['requested'::text, 'applied'::text]))))) EXECUTE FUNCTION note_run_lease();
CREATE TRIGGER run_lease_requested AFTER INSERT ON public.run FOR EACH ROW WHEN ((new.requested_by = 'cli'::text)) EXECUTE FUNCTION note_run_lease();
CREATE TRIGGER seat_added AFTER INSERT ON public.seat REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_added_seats();
CREATE TRIGGER seat_changed AFTER UPDATE ON public.seat REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_changed_seats();
CREATE TRIGGER seat_removed AFTER DELETE ON public.seat REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_removed_seats();
CREATE TRIGGER credits_allotted AFTER INSERT ON public.seat_ledger FOR EACH ROW WHEN ((new.move = ANY (ARRAY['allot'::text, 'book'::text]))) EXECUTE FUNCTION count_allotted_credits();
CREATE TRIGGER seat_ledger_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.seat_ledger FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
alter table account enable row level security;
alter table account force row level security;
create policy district_only on account as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table affiliation enable row level security;
alter table affiliation force row level security;
create policy district_only on affiliation as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table attachment_object enable row level security;
alter table attachment_object force row level security;
create policy district_only on attachment_object as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table audit_entry enable row level security;
alter table audit_entry force row level security;
create policy district_only on audit_entry as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table audit_seal enable row level security;
alter table audit_seal force row level security;
create policy district_only on audit_seal as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table avatar_hours enable row level security;
alter table avatar_hours force row level security;
create policy district_only on avatar_hours as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table benchmark_test enable row level security;
alter table benchmark_test force row level security;
create policy district_only on benchmark_test as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table caseload enable row level security;
alter table caseload force row level security;
create policy district_only on caseload as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table caseload_member enable row level security;
alter table caseload_member force row level security;
create policy district_only on caseload_member as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table caseload_rule enable row level security;
alter table caseload_rule force row level security;
create policy district_only on caseload_rule as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table class enable row level security;
alter table class force row level security;
create policy district_only on class as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table class_lead_request enable row level security;
alter table class_lead_request force row level security;
create policy district_only on class_lead_request as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table class_monday enable row level security;
alter table class_monday force row level security;
create policy district_only on class_monday as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table class_setting enable row level security;
alter table class_setting force row level security;
create policy district_only on class_setting as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table coach_handover enable row level security;
alter table coach_handover force row level security;
create policy district_only on coach_handover as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table coach_handover_step enable row level security;
alter table coach_handover_step force row level security;
create policy district_only on coach_handover_step as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table coaching_choice enable row level security;
alter table coaching_choice force row level security;
create policy district_only on coaching_choice as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table coaching_close enable row level security;
alter table coaching_close force row level security;
create policy district_only on coaching_close as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table coaching_cycle enable row level security;
alter table coaching_cycle force row level security;
create policy district_only on coaching_cycle as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table coaching_cycle_educator enable row level security;
alter table coaching_cycle_educator force row level security;
create policy district_only on coaching_cycle_educator as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table coaching_cycle_figure enable row level security;
alter table coaching_cycle_figure force row level security;
create policy district_only on coaching_cycle_figure as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table coaching_cycle_interaction enable row level security;
alter table coaching_cycle_interaction force row level security;
create policy district_only on coaching_cycle_interaction as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table coaching_cycle_phase enable row level security;
alter table coaching_cycle_phase force row level security;
create policy district_only on coaching_cycle_phase as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table coaching_cycle_stay enable row level security;
alter table coaching_cycle_stay force row level security;
create policy district_only on coaching_cycle_stay as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table coaching_cycle_taken_out enable row level security;
alter table coaching_cycle_taken_out force row level security;
create policy district_only on coaching_cycle_taken_out as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table coaching_figure enable row level security;
alter table coaching_figure force row level security;
create policy district_only on coaching_figure as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table coaching_tag enable row level security;
alter table coaching_tag force row level security;
create policy district_only on coaching_tag as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table code_session enable row level security;
alter table code_session force row level security;
create policy district_only on code_session as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table community enable row level security;
alter table community force row level security;
create policy district_only on community as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table community_class enable row level security;
alter table community_class force row level security;
create policy district_only on community_class as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table community_class_out enable row level security;
alter table community_class_out force row level security;
create policy district_only on community_class_out as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table community_class_past enable row level security;
alter table community_class_past force row level security;
create policy district_only on community_class_past as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table community_invitation enable row level security;
alter table community_invitation force row level security;
create policy district_only on community_invitation as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table community_member enable row level security;
alter table community_member force row level security;
create policy district_only on community_member as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table community_member_past enable row level security;
alter table community_member_past force row level security;
create policy district_only on community_member_past as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table community_monday enable row level security;
alter table community_monday force row level security;
create policy district_only on community_monday as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table community_out enable row level security;
alter table community_out force row level security;
create policy district_only on community_out as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table community_report enable row level security;
alter table community_report force row level security;
create policy district_only on community_report as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table community_report_cycle enable row level security;
alter table community_report_cycle force row level security;
create policy district_only on community_report_cycle as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table community_rule enable row level security;
alter table community_rule force row level security;
create policy district_only on community_rule as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table community_rule_group enable row level security;
alter table community_rule_group force row level security;
create policy district_only on community_rule_group as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table community_survey_default enable row level security;
alter table community_survey_default force row level security;
create policy district_only on community_survey_default as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table course enable row level security;
alter table course force row level security;
create policy district_only on course as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table digest enable row level security;
alter table digest force row level security;
create policy district_only on digest as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table display_identity enable row level security;
alter table display_identity force row level security;
create policy district_only on display_identity as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table district_setting enable row level security;
alter table district_setting force row level security;
create policy district_only on district_setting as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table educator_by_hand enable row level security;
alter table educator_by_hand force row level security;
create policy district_only on educator_by_hand as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table enrolment enable row level security;
alter table enrolment force row level security;
create policy district_only on enrolment as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table idempotent_answer enable row level security;
alter table idempotent_answer force row level security;
create policy district_only on idempotent_answer as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table interaction enable row level security;
alter table interaction force row level security;
create policy district_only on interaction as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table interaction_attachment enable row level security;
alter table interaction_attachment force row level security;
create policy district_only on interaction_attachment as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table interaction_attachment_content enable row level security;
alter table interaction_attachment_content force row level security;
create policy district_only on interaction_attachment_content as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table interaction_draft enable row level security;
alter table interaction_draft force row level security;
create policy district_only on interaction_draft as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table interaction_educator enable row level security;
alter table interaction_educator force row level security;
create policy district_only on interaction_educator as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table interaction_import enable row level security;
alter table interaction_import force row level security;
create policy district_only on interaction_import as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table interaction_import_line enable row level security;
alter table interaction_import_line force row level security;
create policy district_only on interaction_import_line as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table interaction_mail enable row level security;
alter table interaction_mail force row level security;
create policy district_only on interaction_mail as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table interaction_school enable row level security;
alter table interaction_school force row level security;
create policy district_only on interaction_school as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table interaction_tag enable row level security;
alter table interaction_tag force row level security;
create policy district_only on interaction_tag as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table interaction_taken_out enable row level security;
alter table interaction_taken_out force row level security;
create policy district_only on interaction_taken_out as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table interaction_version enable row level security;
alter table interaction_version force row level security;
create policy district_only on interaction_version as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table invitation enable row level security;
alter table invitation force row level security;
create policy district_only on invitation as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table invoice enable row level security;
alter table invoice force row level security;
create policy district_only on invoice as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table invoice_line enable row level security;
alter table invoice_line force row level security;
create policy district_only on invoice_line as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table invoice_number enable row level security;
alter table invoice_number force row level security;
create policy district_only on invoice_number as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table invoice_purchase_order enable row level security;
alter table invoice_purchase_order force row level security;
create policy district_only on invoice_purchase_order as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table joiner_participation enable row level security;
alter table joiner_participation force row level security;
create policy district_only on joiner_participation as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table late_joiner enable row level security;
alter table late_joiner force row level security;
create policy district_only on late_joiner as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table legal_hold enable row level security;
alter table legal_hold force row level security;
create policy district_only on legal_hold as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table licence enable row level security;
alter table licence force row level security;
create policy district_only on licence as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table licence_purchase enable row level security;
alter table licence_purchase force row level security;
create policy district_only on licence_purchase as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table licence_reservation enable row level security;
alter table licence_reservation force row level security;
create policy district_only on licence_reservation as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table lti_context_link enable row level security;
alter table lti_context_link force row level security;
create policy district_only on lti_context_link as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table lti_context_proposal enable row level security;
alter table lti_context_proposal force row level security;
create policy district_only on lti_context_proposal as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table lti_email_choice enable row level security;
alter table lti_email_choice force row level security;
create policy district_only on lti_email_choice as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table lti_placement enable row level security;
alter table lti_placement force row level security;
create policy district_only on lti_placement as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table lti_preflight enable row level security;
alter table lti_preflight force row level security;
create policy district_only on lti_preflight as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table lti_registration_link enable row level security;
alter table lti_registration_link force row level security;
create policy district_only on lti_registration_link as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table lti_unmatched_launch enable row level security;
alter table lti_unmatched_launch force row level security;
create policy district_only on lti_unmatched_launch as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table lti_user_link enable row level security;
alter table lti_user_link force row level security;
create policy district_only on lti_user_link as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table note_opening enable row level security;
alter table note_opening force row level security;
create policy district_only on note_opening as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table notice enable row level security;
alter table notice force row level security;
create policy district_only on notice as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table notice_dismissal enable row level security;
alter table notice_dismissal force row level security;
create policy district_only on notice_dismissal as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table org enable row level security;
alter table org force row level security;
create policy district_only on org as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table outbox enable row level security;
alter table outbox force row level security;
create policy district_only on outbox as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table parent_portal enable row level security;
alter table parent_portal force row level security;
create policy district_only on parent_portal as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table parent_registration enable row level security;
alter table parent_registration force row level security;
create policy district_only on parent_registration as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table password_reset enable row level security;
alter table password_reset force row level security;
create policy district_only on password_reset as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table pathway enable row level security;
alter table pathway force row level security;
create policy district_only on pathway as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table pathway_student enable row level security;
alter table pathway_student force row level security;
create policy district_only on pathway_student as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table payment enable row level security;
alter table payment force row level security;
create policy cards_only on payment as restrictive for insert to public with check (((CURRENT_USER <> 'staffroom_web'::name) OR ((way = 'card'::text) AND (noted_by = 'payment-provider'::text))));
create policy district_only on payment as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table payment_checkout enable row level security;
alter table payment_checkout force row level security;
create policy district_only on payment_checkout as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table payment_event enable row level security;
alter table payment_event force row level security;
create policy district_only on payment_event as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table person enable row level security;
alter table person force row level security;
create policy district_only on person as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table person_match_proposal enable row level security;
alter table person_match_proposal force row level security;
create policy district_only on person_match_proposal as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table person_merge enable row level security;
alter table person_merge force row level security;
create policy district_only on person_merge as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table person_merge_row enable row level security;
alter table person_merge_row force row level security;
create policy district_only on person_merge_row as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table person_source enable row level security;
alter table person_source force row level security;
create policy district_only on person_source as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table point_entry enable row level security;
alter table point_entry force row level security;
create policy district_only on point_entry as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table product enable row level security;
alter table product force row level security;
create policy district_only on product as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table product_assignment enable row level security;
alter table product_assignment force row level security;
create policy district_only on product_assignment as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table product_rule enable row level security;
alter table product_rule force row level security;
create policy district_only on product_rule as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table programme enable row level security;
alter table programme force row level security;
create policy district_only on programme as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table programme_reason enable row level security;
alter table programme_reason force row level security;
create policy district_only on programme_reason as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table quarantine_entry enable row level security;
alter table quarantine_entry force row level security;
create policy district_only on quarantine_entry as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table quarantined_row enable row level security;
alter table quarantined_row force row level security;
create policy district_only on quarantined_row as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table question_set enable row level security;
alter table question_set force row level security;
create policy district_only on question_set as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table question_set_default enable row level security;
alter table question_set_default force row level security;
create policy district_only on question_set_default as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table question_set_revision enable row level security;
alter table question_set_revision force row level security;
create policy district_only on question_set_revision as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table question_set_version enable row level security;
alter table question_set_version force row level security;
create policy district_only on question_set_version as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table recovery_code enable row level security;
alter table recovery_code force row level security;
create policy district_only on recovery_code as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table report_filter enable row level security;
alter table report_filter force row level security;
create policy district_only on report_filter as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table role_grant enable row level security;
alter table role_grant force row level security;
create policy district_only on role_grant as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table role_map_version enable row level security;
alter table role_map_version force row level security;
create policy district_only on role_map_version as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table roster_import enable row level security;
alter table roster_import force row level security;
create policy district_only on roster_import as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table roster_import_effect enable row level security;
alter table roster_import_effect force row level security;
create policy district_only on roster_import_effect as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table rule_change enable row level security;
alter table rule_change force row level security;
create policy district_only on rule_change as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table rule_setting enable row level security;
alter table rule_setting force row level security;
create policy district_only on rule_setting as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table run enable row level security;
alter table run force row level security;
create policy district_only on run as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table run_change enable row level security;
alter table run_change force row level security;
create policy district_only on run_change as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table run_mark enable row level security;
alter table run_mark force row level security;
create policy district_only on run_mark as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table run_match enable row level security;
alter table run_match force row level security;
create policy district_only on run_match as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table school_group enable row level security;
alter table school_group force row level security;
create policy district_only on school_group as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table school_group_school enable row level security;
alter table school_group_school force row level security;
create policy district_only on school_group_school as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table school_information enable row level security;
alter table school_information force row level security;
create policy district_only on school_information as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table seat enable row level security;
alter table seat force row level security;
create policy district_only on seat as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table seat_ledger enable row level security;
alter table seat_ledger force row level security;
create policy district_only on seat_ledger as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table seat_priority enable row level security;
alter table seat_priority force row level security;
create policy district_only on seat_priority as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table second_factor enable row level security;
alter table second_factor force row level security;
create policy district_only on second_factor as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table source enable row level security;
alter table source force row level security;
create policy district_only on source as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table source_table enable row level security;
alter table source_table force row level security;
create policy district_only on source_table as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table sso_link enable row level security;
alter table sso_link force row level security;
create policy district_only on sso_link as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table sso_provider enable row level security;
alter table sso_provider force row level security;
create policy district_only on sso_provider as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table start_card enable row level security;
alter table start_card force row level security;
create policy district_only on start_card as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table sticky_field enable row level security;
alter table sticky_field force row level security;
create policy district_only on sticky_field as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table student_avatar enable row level security;
alter table student_avatar force row level security;
create policy district_only on student_avatar as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table student_information enable row level security;
alter table student_information force row level security;
create policy district_only on student_information as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table support_access enable row level security;
alter table support_access force row level security;
create policy district_only on support_access as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table survey_cycle enable row level security;
alter table survey_cycle force row level security;
create policy district_only on survey_cycle as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table survey_draft enable row level security;
alter table survey_draft force row level security;
create policy district_only on survey_draft as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table survey_gradebook enable row level security;
alter table survey_gradebook force row level security;
create policy district_only on survey_gradebook as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table survey_line_item enable row level security;
alter table survey_line_item force row level security;
create policy district_only on survey_line_item as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table survey_name_removal enable row level security;
alter table survey_name_removal force row level security;
create policy district_only on survey_name_removal as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table survey_participation enable row level security;
alter table survey_participation force row level security;
create policy district_only on survey_participation as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table survey_result enable row level security;
alter table survey_result force row level security;
create policy district_only on survey_result as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table survey_score enable row level security;
alter table survey_score force row level security;
create policy district_only on survey_score as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table survey_sheet enable row level security;
alter table survey_sheet force row level security;
create policy district_only on survey_sheet as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table survey_text enable row level security;
alter table survey_text force row level security;
create policy district_only on survey_text as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table survey_tray enable row level security;
alter table survey_tray force row level security;
create policy district_only on survey_tray as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table term enable row level security;
alter table term force row level security;
create policy district_only on term as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
alter table upload enable row level security;
alter table upload force row level security;
create policy district_only on upload as permissive for all to public using ((district_id = app_district())) with check ((district_id = app_district()));
revoke execute on function audit_digest(text,bigint,timestamp with time zone,text,text,text,jsonb) from public;
revoke execute on function audit_seal_hash(text,bigint,bytea,jsonb) from public;
revoke execute on function community_has_lead() from public;
revoke execute on function count_added_seats() from public;
revoke execute on function count_allotted_credits() from public;
revoke execute on function count_changed_seats() from public;
revoke execute on function count_removed_seats() from public;
revoke execute on function erase_part_answers(text,bigint) from public;
revoke execute on function erase_part_benchmark_test(text,bigint) from public;
revoke execute on function erase_part_caseload(text,bigint) from public;
revoke execute on function erase_part_code_session(text,bigint) from public;
revoke execute on function erase_part_community(text,bigint) from public;
revoke execute on function erase_part_community_invitation(text,bigint) from public;
revoke execute on function erase_part_community_out(text,bigint) from public;
revoke execute on function erase_part_cycles(text,bigint) from public;
revoke execute on function erase_part_deactivation(text,bigint) from public;
revoke execute on function erase_part_educator_by_hand(text,bigint) from public;
revoke execute on function erase_part_handover(text,bigint) from public;
revoke execute on function erase_part_interaction_import(text,bigint) from public;
revoke execute on function erase_part_interaction_mail(text,bigint) from public;
revoke execute on function erase_part_legal_hold(text,bigint) from public;
revoke execute on function erase_part_pathway(text,bigint) from public;
revoke execute on function erase_part_person_merge(text,bigint) from public;
revoke execute on function erase_part_points(text,bigint) from public;
revoke execute on function erase_part_products(text,bigint) from public;
revoke execute on function erase_part_report_filter(text,bigint) from public;
revoke execute on function erase_part_roster_import_effect(text,bigint) from public;
revoke execute on function erase_part_start_card(text,bigint) from public;
revoke execute on function erase_part_student(text,bigint) from public;
revoke execute on function erase_part_survey(text,bigint) from public;
revoke execute on function erase_part_taken_out(text,bigint) from public;
revoke execute on function erase_person(text,bigint,timestamp with time zone) from public;
revoke execute on function erase_person_traces(text,bigint,timestamp with time zone) from public;
revoke execute on function interaction_row(text,bigint) from public;
revoke execute on function refresh_statistics() from public;
revoke execute on function refuse_ledger_change() from public;
revoke execute on function set_licence_ceiling() from public;
grant usage on schema public to staffroom_sync;
grant usage on schema public to staffroom_web;
grant select, update on table account to staffroom_sync;
grant insert, select, update on table account to staffroom_web;
grant delete, insert, select, update on table account_locator to staffroom_web;
grant delete, insert, select, update on table affiliation to staffroom_sync;
grant delete, insert, select on table affiliation to staffroom_web;
grant delete, select on table attachment_object to staffroom_sync;
grant insert on table attachment_object to staffroom_web;
grant insert, select on table audit_entry to staffroom_sync;
grant insert, select on table audit_entry to staffroom_web;
grant insert, select on table audit_seal to staffroom_sync;
grant select on table audit_seal to staffroom_web;
grant select on table avatar_hours to staffroom_sync;
grant delete, insert, select, update on table avatar_hours to staffroom_web;
grant delete, insert, select, update on table benchmark_test to staffroom_sync;
grant delete, insert, select, update on table benchmark_test to staffroom_web;
grant select on table caseload to staffroom_sync;
grant insert, select, update on table caseload to staffroom_web;
grant delete, insert, select on table caseload_member to staffroom_sync;
grant delete, insert, select, update on table caseload_member to staffroom_web;
grant delete, insert, select, update on table caseload_rule to staffroom_web;
grant delete, insert, select, update on table chore to staffroom_sync;
grant select on table chore to staffroom_web;
grant insert, select, update on table class to staffroom_sync;
grant select on table class to staffroom_web;
grant select on table class_lead_period to staffroom_sync;
grant select on table class_lead_period to staffroom_web;
grant select on table class_lead_request to staffroom_sync;
grant insert, select, update on table class_lead_request to staffroom_web;
grant insert, select on table class_monday to staffroom_sync;
grant select on table class_monday to staffroom_web;
grant select on table class_setting to staffroom_sync;
grant insert, select, update on table class_setting to staffroom_web;
grant select on table coach_handover to staffroom_sync;
grant insert, select, update on table coach_handover to staffroom_web;
grant delete, insert, select, update on table coach_handover_step to staffroom_web;
grant delete, insert, select, update on table coaching_choice to staffroom_web;
grant insert, select, update on table coaching_close to staffroom_sync;
grant select on table coaching_cycle to staffroom_sync;
grant delete, insert, select, update on table coaching_cycle to staffroom_web;
grant select on table coaching_cycle_about to staffroom_sync;
grant select on table coaching_cycle_about to staffroom_web;
grant delete, insert, select on table coaching_cycle_educator to staffroom_sync;
grant delete, insert, select, update on table coaching_cycle_educator to staffroom_web;
grant insert, select on table coaching_cycle_figure to staffroom_sync;
grant select on table coaching_cycle_figure to staffroom_web;
grant select on table coaching_cycle_interaction to staffroom_sync;
grant delete, insert, select, update on table coaching_cycle_interaction to staffroom_web;
grant insert, select on table coaching_cycle_phase to staffroom_web;
grant delete, insert, select, update on table coaching_cycle_stay to staffroom_web;
grant delete, insert, select on table coaching_cycle_taken_out to staffroom_sync;
grant insert, select on table coaching_cycle_taken_out to staffroom_web;
grant insert, select on table coaching_figure to staffroom_sync;
grant select on table coaching_figure to staffroom_web;
grant insert, select, update on table coaching_tag to staffroom_web;
grant delete, select on table code_session to staffroom_sync;
grant delete, insert, select, update on table code_session to staffroom_web;
grant insert, select on table community to staffroom_sync;
grant insert, select, update on table community to staffroom_web;
grant delete, insert, select on table community_class to staffroom_sync;
grant delete, insert, select on table community_class to staffroom_web;
grant select on table community_class_out to staffroom_sync;
grant delete, insert, select on table community_class_out to staffroom_web;
grant insert, select on table community_class_past to staffroom_sync;
grant insert, select on table community_class_past to staffroom_web;
grant select on table community_class_period to staffroom_sync;
grant select on table community_class_period to staffroom_web;
grant select on table community_invitation to staffroom_sync;
grant insert, select, update on table community_invitation to staffroom_web;
grant delete, select on table community_member to staffroom_sync;
grant delete, insert, select, update on table community_member to staffroom_web;
grant insert, select on table community_member_past to staffroom_sync;
grant insert, select on table community_member_past to staffroom_web;
grant select on table community_member_period to staffroom_sync;
grant select on table community_member_period to staffroom_web;
grant insert, select on table community_monday to staffroom_sync;
grant select on table community_monday to staffroom_web;
grant delete, insert, select on table community_out to staffroom_sync;
grant delete, insert, select on table community_out to staffroom_web;
grant insert, select on table community_report to staffroom_sync;
grant select on table community_report to staffroom_web;
grant insert, select on table community_report_cycle to staffroom_sync;
grant select on table community_report_cycle to staffroom_web;
grant select on table community_rule to staffroom_sync;
grant insert, select on table community_rule to staffroom_web;
grant insert, select on table community_rule_group to staffroom_sync;
grant insert, select on table community_rule_group to staffroom_web;
grant select on table community_survey_default to staffroom_sync;
grant delete, insert, select, update on table community_survey_default to staffroom_web;
grant insert, select, update on table course to staffroom_sync;
grant select on table course to staffroom_web;
grant insert, select, update on table customer to staffroom_sync;
grant insert, select, update on table customer to staffroom_web;
grant insert, select, update on table customer_admin to staffroom_web;
grant insert, select, update on table customer_invitation to staffroom_web;
grant delete, insert, select on table customer_password_reset to staffroom_web;
grant delete, insert, select, update on table customer_recovery_code to staffroom_web;
grant delete, insert, select, update on table customer_second_factor to staffroom_web;
grant delete, insert, select, update on table digest to staffroom_sync;
grant delete, insert, select, update on table display_identity to staffroom_sync;
grant delete, insert, select, update on table display_identity to staffroom_web;
grant insert, select, update on table district to staffroom_sync;
grant insert, select, update on table district to staffroom_web;
grant delete, insert, select, update on table district_figures to staffroom_sync;
grant select on table district_figures to staffroom_web;
grant delete, insert, select, update on table district_setting to staffroom_sync;
grant delete, insert, select, update on table district_setting to staffroom_web;
grant select on table educator_by_hand to staffroom_sync;
grant insert, select on table educator_by_hand to staffroom_web;
grant insert, select, update on table enrolment to staffroom_sync;
grant insert, select on table enrolment to staffroom_web;
grant delete on table idempotent_answer to staffroom_sync;
grant delete, insert, select, update on table idempotent_answer to staffroom_web;
grant select on table interaction to staffroom_sync;
grant delete, insert, select, update on table interaction to staffroom_web;
grant select on table interaction_about to staffroom_sync;
grant select on table interaction_about to staffroom_web;
grant select on table interaction_attachment to staffroom_sync;
grant delete, insert, select on table interaction_attachment to staffroom_web;
grant insert, select on table interaction_attachment_content to staffroom_web;
grant select on table interaction_draft to staffroom_sync;
grant delete, insert, select, update on table interaction_draft to staffroom_web;
grant delete, insert, select on table interaction_educator to staffroom_sync;
grant delete, insert, select on table interaction_educator to staffroom_web;
grant select on table interaction_import to staffroom_sync;
grant insert, select on table interaction_import to staffroom_web;
grant insert, select on table interaction_import_line to staffroom_web;
grant select on table interaction_mail to staffroom_sync;
grant insert, select on table interaction_mail to staffroom_web;
grant select on table interaction_school to staffroom_sync;
grant delete, insert, select on table interaction_school to staffroom_web;
grant select on table interaction_tag to staffroom_sync;
grant delete, insert, select on table interaction_tag to staffroom_web;
grant delete, insert, select on table interaction_taken_out to staffroom_sync;
grant insert, select on table interaction_taken_out to staffroom_web;
grant delete, insert, select on table interaction_version to staffroom_web;
grant select on table invitation to staffroom_sync;
grant insert, select, update on table invitation to staffroom_web;
grant delete, insert, select on table invoice to staffroom_sync;
grant select on table invoice to staffroom_web;
grant delete, insert, select on table invoice_line to staffroom_sync;
grant select on table invoice_line to staffroom_web;
grant insert, select, update on table invoice_number to staffroom_sync;
grant insert, select on table invoice_purchase_order to staffroom_sync;
grant insert, select on table invoice_purchase_order to staffroom_web;
grant delete, select on table joiner_participation to staffroom_sync;
grant insert, select on table joiner_participation to staffroom_web;
grant select, update on table late_joiner to staffroom_sync;
grant insert, select, update on table late_joiner to staffroom_web;
grant select on table legal_hold to staffroom_sync;
grant insert, select on table legal_hold to staffroom_web;
grant select on table licence to staffroom_sync;
grant select on table licence to staffroom_web;
grant delete, insert, select, update on table licence_purchase to staffroom_sync;
grant delete, insert, select, update on table licence_purchase to staffroom_web;
grant delete, insert, select, update on table licence_reservation to staffroom_sync;
grant delete, insert, select, update on table licence_reservation to staffroom_web;
grant select on table lti_context_link to staffroom_sync;
grant delete, insert, select, update on table lti_context_link to staffroom_web;
grant delete, insert, select on table lti_context_proposal to staffroom_web;
grant insert, select, update on table lti_deployment to staffroom_sync;
grant insert, select, update on table lti_deployment to staffroom_web;
grant insert, select, update on table lti_email_choice to staffroom_web;
grant delete, insert, select, update on table lti_key to staffroom_sync;
grant insert, select, update on table lti_key to staffroom_web;
grant delete, insert, select, update on table lti_login_state to staffroom_sync;
grant delete, insert, select, update on table lti_login_state to staffroom_web;
grant delete, insert, select, update on table lti_placement to staffroom_web;
grant insert, select on table lti_preflight to staffroom_web;
grant insert, select, update on table lti_registration to staffroom_sync;
grant insert, select, update on table lti_registration to staffroom_web;
grant insert, select on table lti_registration_link to staffroom_web;
grant delete, select on table lti_unmatched_launch to staffroom_sync;
grant insert, select, update on table lti_unmatched_launch to staffroom_web;
grant select on table lti_user_link to staffroom_sync;
grant delete, insert, select, update on table lti_user_link to staffroom_web;
grant insert, select on table note_opening to staffroom_web;
grant delete, insert, select, update on table notice to staffroom_sync;
grant select on table notice to staffroom_web;
grant delete, select on table notice_dismissal to staffroom_sync;
grant insert, select on table notice_dismissal to staffroom_web;
grant insert, select, update on table org to staffroom_sync;
grant select on table org to staffroom_web;
grant delete, insert, select, update on table outbox to staffroom_sync;
grant insert, select on table outbox to staffroom_web;
grant delete, insert, select, update on table parent_portal to staffroom_web;
grant insert, select on table parent_registration to staffroom_web;
grant delete, insert, select on table participation_code to staffroom_web;
grant delete, select on table password_reset to staffroom_sync;
grant delete, insert, select on table password_reset to staffroom_web;
grant select on table pathway to staffroom_sync;
grant insert, select, update on table pathway to staffroom_web;
grant delete, insert, select, update on table pathway_student to staffroom_sync;
grant delete, insert, select, update on table pathway_student to staffroom_web;
grant insert, select on table payment to staffroom_sync;
grant insert, select on table payment to staffroom_web;
grant select on table payment_checkout to staffroom_sync;
grant insert, select on table payment_checkout to staffroom_web;
grant select on table payment_event to staffroom_sync;
grant insert, select on table payment_event to staffroom_web;
grant insert, select, update on table person to staffroom_sync;
grant insert, select, update on table person to staffroom_web;
grant insert, select, update on table person_match_proposal to staffroom_sync;
grant select on table person_match_proposal to staffroom_web;
grant insert, select, update on table person_merge to staffroom_sync;
grant insert, select on table person_merge to staffroom_web;
grant delete, insert, select on table person_merge_row to staffroom_sync;
grant select on table person_role to staffroom_web;
grant insert, select, update on table person_source to staffroom_sync;
grant select on table person_source to staffroom_web;
grant select on table point_entry to staffroom_sync;
grant insert, select on table point_entry to staffroom_web;
grant delete, insert, select, update on table product to staffroom_sync;
grant delete, insert, select, update on table product to staffroom_web;
grant delete, insert, select, update on table product_assignment to staffroom_sync;
grant delete, insert, select, update on table product_assignment to staffroom_web;
grant delete, insert, select, update on table product_rule to staffroom_sync;
grant delete, insert, select, update on table product_rule to staffroom_web;
grant select on table product_rule_reach to staffroom_sync;
grant select on table product_rule_reach to staffroom_web;
grant select on table programme to staffroom_sync;
grant insert, select, update on table programme to staffroom_web;
grant select on table programme_reason to staffroom_sync;
grant delete, insert, select, update on table programme_reason to staffroom_web;
grant delete, insert, select, update on table quarantine_entry to staffroom_sync;
grant select on table quarantine_entry to staffroom_web;
grant delete, insert, select, update on table quarantined_row to staffroom_sync;
grant select on table quarantined_row to staffroom_web;
grant select on table question_set to staffroom_sync;
grant insert, select on table question_set to staffroom_web;
grant delete, insert, select, update on table question_set_default to staffroom_web;
grant select on table question_set_revision to staffroom_sync;
grant insert, select on table question_set_revision to staffroom_web;
grant insert, select on table question_set_version to staffroom_sync;
grant insert, select on table question_set_version to staffroom_web;
grant delete, select on table recovery_code to staffroom_sync;
grant delete, insert, select, update on table recovery_code to staffroom_web;
grant select on table report_filter to staffroom_sync;
grant delete, insert, select, update on table report_filter to staffroom_web;
grant insert, select, update on table role_grant to staffroom_sync;
grant insert, select, update on table role_grant to staffroom_web;
grant insert, select on table role_map_version to staffroom_sync;
grant insert, select on table role_map_version to staffroom_web;
grant insert, select on table roster_import to staffroom_web;
grant select on table roster_import_effect to staffroom_sync;
grant insert, select on table roster_import_effect to staffroom_web;
grant insert, select on table rule_change to staffroom_sync;
grant insert, select on table rule_change to staffroom_web;
grant delete, insert, select, update on table rule_setting to staffroom_sync;
grant delete, insert, select, update on table rule_setting to staffroom_web;
grant delete, insert, select, update on table run to staffroom_sync;
grant insert, select, update on table run to staffroom_web;
grant delete, insert, select, update on table run_change to staffroom_sync;
grant select on table run_change to staffroom_web;
grant delete, insert, select, update on table run_lease to staffroom_sync;
grant select on table run_lease to staffroom_web;
grant delete, insert, select on table run_mark to staffroom_sync;
grant select on table run_mark to staffroom_web;
grant delete, insert, select on table run_match to staffroom_sync;
grant select on table run_match to staffroom_web;
grant delete, insert, select, update on table run_order to staffroom_sync;
grant insert, select, update on table run_order to staffroom_web;
grant select on table schema_migration to staffroom_sync;
grant select on table schema_migration to staffroom_web;
grant delete, insert, select, update on table school_group to staffroom_web;
grant delete, insert, select on table school_group_school to staffroom_web;
grant insert, select, update on table school_information to staffroom_web;
grant delete, insert, select on table seat to staffroom_sync;
grant delete, insert, select on table seat to staffroom_web;
grant insert, select on table seat_ledger to staffroom_sync;
grant insert, select on table seat_ledger to staffroom_web;
grant delete, insert, select, update on table seat_priority to staffroom_sync;
grant delete, insert, select, update on table seat_priority to staffroom_web;
grant delete, select on table second_factor to staffroom_sync;
grant delete, insert, select, update on table second_factor to staffroom_web;
grant delete, insert, select, update on table session to staffroom_sync;
grant delete, insert, select, update on table session to staffroom_web;
grant delete, insert, select, update on table session_code to staffroom_sync;
grant delete, insert, select, update on table session_code to staffroom_web;
grant delete, insert, select, update on table sign_in_attempt to staffroom_sync;
grant delete, insert, select, update on table sign_in_attempt to staffroom_web;
grant delete, insert, select, update on table sign_in_known to staffroom_sync;
grant delete, insert, select, update on table sign_in_known to staffroom_web;
grant insert, select, update on table source to staffroom_sync;
grant insert, select, update on table source to staffroom_web;
grant insert, select, update on table source_schedule to staffroom_sync;
grant insert, select, update on table source_schedule to staffroom_web;
grant insert, select, update on table source_table to staffroom_sync;
grant select on table source_table to staffroom_web;
grant delete, select, update on table sso_link to staffroom_sync;
grant delete, insert, select, update on table sso_link to staffroom_web;
grant delete, insert, select, update on table sso_listing to staffroom_web;
grant delete, insert, select, update on table sso_login_state to staffroom_sync;
grant delete, insert, select, update on table sso_login_state to staffroom_web;
grant delete, insert, select, update on table sso_provider to staffroom_web;
grant delete, select on table start_card to staffroom_sync;
grant delete, insert, select, update on table start_card to staffroom_web;
grant insert, select on table start_card_number to staffroom_web;
grant delete, insert, select, update on table sticky_field to staffroom_sync;
grant delete, insert, select, update on table sticky_field to staffroom_web;
grant delete, insert, select, update on table student_avatar to staffroom_sync;
grant delete, insert, select, update on table student_avatar to staffroom_web;
grant delete, insert, select, update on table student_information to staffroom_sync;
grant delete, insert, select, update on table student_information to staffroom_web;
grant select, update on table support_access to staffroom_sync;
grant insert, select, update on table support_access to staffroom_web;
grant insert, select, update on table survey_cycle to staffroom_sync;
grant delete, insert, select, update on table survey_cycle to staffroom_web;
grant delete, select on table survey_draft to staffroom_sync;
grant delete, insert, select, update on table survey_draft to staffroom_web;
grant select on table survey_gradebook to staffroom_sync;
grant delete, insert, select on table survey_gradebook to staffroom_web;
grant delete, insert, select, update on table survey_line_item to staffroom_sync;
grant select on table survey_line_item to staffroom_web;
grant insert, select, update on table survey_name_removal to staffroom_sync;
grant select on table survey_name_removal to staffroom_web;
grant delete, insert, select on table survey_participation to staffroom_sync;
grant insert, select on table survey_participation to staffroom_web;
grant insert, select on table survey_result to staffroom_sync;
grant select on table survey_result to staffroom_web;
grant delete, insert, select, update on table survey_score to staffroom_sync;
grant select on table survey_score to staffroom_web;
grant delete, insert, select on table survey_sheet to staffroom_sync;
grant delete, insert, select on table survey_text to staffroom_sync;
grant delete, select on table survey_tray to staffroom_sync;
grant insert on table survey_tray to staffroom_web;
grant insert, select, update on table term to staffroom_sync;
grant select on table term to staffroom_web;
grant delete, select on table upload to staffroom_sync;
grant insert, select on table upload to staffroom_web;
grant delete, insert, select, update on table worker_heartbeat to staffroom_sync;
grant select on table worker_heartbeat to staffroom_web;
grant execute on function app_district() to public;
grant execute on function app_district() to staffroom_sync;
grant execute on function app_district() to staffroom_web;
grant execute on function audit_digest(text,bigint,timestamp with time zone,text,text,text,jsonb) to staffroom_sync;
grant execute on function audit_digest(text,bigint,timestamp with time zone,text,text,text,jsonb) to staffroom_web;
grant execute on function audit_seal_hash(text,bigint,bytea,jsonb) to staffroom_sync;
grant execute on function audit_seal_hash(text,bigint,bytea,jsonb) to staffroom_web;
grant execute on function erase_person(text,bigint,timestamp with time zone) to staffroom_web;
grant execute on function erase_person_traces(text,bigint,timestamp with time zone) to staffroom_web;
grant execute on function interaction_row(text,bigint) to staffroom_web;
grant execute on function refresh_statistics() to staffroom_sync;
grant execute on function slot_start(timestamp with time zone,timestamp with time zone) to public;
grant execute on function slot_start(timestamp with time zone,timestamp with time zone) to staffroom_sync;
grant execute on function slot_start(timestamp with time zone,timestamp with time zone) to staffroom_web;
grant update (person_id) on table account to staffroom_sync;
grant update (coach_id) on table caseload to staffroom_sync;
grant update (person_id, is_in, since_on, ends_on) on table caseload_member to staffroom_sync;
grant insert (district_id, kind, due_at) on table chore to staffroom_web;
grant update (due_at) on table chore to staffroom_web;
grant insert (district_id, source_id, sourced_id, title, class_code, class_type, school_sourced_id, school_id) on table class to staffroom_web;
grant update (title, class_code, location, grades, subjects, periods, status, retired_at) on table class to staffroom_web;
grant update (state, decided_at) on table class_lead_request to staffroom_sync;
grant update (educator_id, from_id, to_id) on table coach_handover to staffroom_sync;
grant update (coach_id, counted_on) on table coaching_cycle to staffroom_sync;
grant update (person_id) on table coaching_cycle_educator to staffroom_sync;
grant update (coach_id, held_on, minutes, type, at_school_id) on table coaching_cycle_interaction to staffroom_sync;
grant update (person_id) on table coaching_cycle_taken_out to staffroom_sync;
grant update (created_by) on table community to staffroom_sync;
grant update (ended_at, ended_by) on table community_invitation to staffroom_sync;
grant insert (district_id, community_id, person_id, role, added_by, added_at, role_since) on table community_member to staffroom_sync;
grant update (person_id, role, role_since) on table community_member to staffroom_sync;
grant update (person_id) on table community_member_past to staffroom_sync;
grant update (person_id) on table community_out to staffroom_sync;
grant update (set_digest) on table community_report to staffroom_sync;
grant update (led_by) on table community_rule to staffroom_sync;
grant update (ended_at, ended_by) on table community_rule to staffroom_web;
grant select (customer_id, id, email, status) on table customer_admin to staffroom_sync;
grant update (class_id, person_id, role, is_primary, begin_date, end_date, status, row_hash, retired_at, fingerprint, person_sourced_id) on table enrolment to staffroom_web;
grant select (district_id, actor, key_hash, created_at) on table idempotent_answer to staffroom_sync;
grant update (coach_id, counted_on) on table interaction to staffroom_sync;
grant update (person_id) on table interaction_draft to staffroom_sync;
grant update (person_id, coach_id, held_on) on table interaction_educator to staffroom_sync;
grant update (coach_id, held_on) on table interaction_educator to staffroom_web;
grant update (coach_id) on table interaction_import to staffroom_sync;
grant update (undone_at) on table interaction_import to staffroom_web;
grant update (person_id, sent_at, failure_code) on table interaction_mail to staffroom_sync;
grant update (letter_sealed) on table interaction_mail to staffroom_web;
grant update (coach_id, held_on, minutes, type, at_school_id) on table interaction_school to staffroom_sync;
grant update (coach_id, held_on, minutes, type, at_school_id) on table interaction_school to staffroom_web;
grant update (coach_id, held_on, minutes, type, at_school_id) on table interaction_tag to staffroom_sync;
grant update (coach_id, held_on, minutes, type, at_school_id) on table interaction_tag to staffroom_web;
grant update (person_id) on table interaction_taken_out to staffroom_sync;
grant update (person_id) on table invitation to staffroom_sync;
grant update (number, issued_on, due_on) on table invoice to staffroom_sync;
grant update (lifted_by, lifted_at) on table legal_hold to staffroom_web;
grant insert (district_id, kind, bought) on table licence to staffroom_sync;
grant update (bought) on table licence to staffroom_sync;
grant insert (district_id, kind, bought) on table licence to staffroom_web;
grant update (bought) on table licence to staffroom_web;
grant update (checked_at, findings) on table lti_preflight to staffroom_web;
grant update (state, registration_id) on table lti_registration_link to staffroom_web;
grant update (lms_name, lms_email, lms_person_id, proposed_person_id, status, not_person_id) on table lti_unmatched_launch to staffroom_sync;
grant update (person_id) on table lti_user_link to staffroom_sync;
grant update (name) on table org to staffroom_web;
grant update (status, decided_by, decided_at, asked_by, asked_at, asked_stays, refused, asked_may_raise) on table person_match_proposal to staffroom_web;
grant update (state, may_raise, undo_asked_by, undo_asked_at, refused) on table person_merge to staffroom_web;
grant update (was, became) on table person_merge_row to staffroom_sync;
grant update (person_id) on table point_entry to staffroom_sync;
grant update (retired_at) on table question_set to staffroom_web;
grant update (person_id) on table report_filter to staffroom_sync;
grant update (undone_at, stayed) on table roster_import to staffroom_web;
grant update (person_id) on table roster_import_effect to staffroom_sync;
grant update (state, since, until) on table seat to staffroom_sync;
grant update (state, since, until) on table seat to staffroom_web;
grant update (next_try_at) on table survey_line_item to staffroom_web;
grant update (person_id) on table survey_participation to staffroom_sync;
grant update (set_digest) on table survey_result to staffroom_sync;
grant update (state, content, findings) on table upload to staffroom_sync;
grant update (state, content, findings) on table upload to staffroom_web;
comment on column coaching_cycle_interaction.held_on is 'This, coach, minutes, type and the school that it was at: as the interaction has them; triggers keep them so.';
comment on column interaction.counted_on is 'Last day of the published window that it was counted in; null: in none yet.';
comment on column interaction_educator.coach_id is 'As the interaction has it; triggers keep it so.';
comment on column interaction_educator.held_on is 'As the interaction has it; triggers keep it so.';
comment on column interaction_school.held_on is 'This, coach, minutes, type and the school that it was at: as the interaction has them; triggers keep them so.';
comment on column interaction_tag.held_on is 'This, coach, minutes, type and the school that it was at: as the interaction has them; triggers keep them so.';
comment on column invitation.mailed_at is 'Its link went to its address by the outbox; null: it was shown to whoever made it.';
comment on column invitation.revoked_at is 'Taken back, or replaced by a newer link.';
comment on column person.erased_at is 'The row stays without a name, because the ledger of seats and the audit log name its number.';
comment on column person.merged_into is 'The person whom this one turned out to be; everything of theirs went there.';
comment on column session.opens is 'What the launch opens: coach, community:12 or placement:7; null: the first page.';
comment on function app_district() is 'The district of this transaction; null (and so no row at all) where none was set.';
comment on function fold_name(text) is 'A name as matching compares it: without case, accents, spaces, hyphens, apostrophes and dots.';
comment on function holds_more(text,bigint) is 'Whether somebody holds more than the roles of a teacher or a student.';
comment on function slot_start(timestamp with time zone,timestamp with time zone) is 'When the slot of a source really starts.';
comment on table audit_seal is 'Batches of the audit log, each with a hash over its entries and the seal before. Appended only.';
comment on table coaching_cycle_figure is 'Figures under the masking rules (src/coaching/masking.ts, cycle-window.ts); windows of a school do not overlap.';
comment on table coaching_figure is 'Figures under the masking rules (src/coaching/masking.ts); windows of a school do not overlap.';
comment on table district_setting is 'What a district has set away from config/settings.json: guard limits, role map, visibility switches.';
comment on table idempotent_answer is 'What creations with an idempotency key answered, for a day.';
comment on table person_merge is 'Two people who were made one, or are about to be.';
comment on table person_merge_row is 'What a merge changed, row by row: numbers, roles and fields edited by hand, never words of anybody.';
comment on table role_map_version is 'Kept by a trigger of district_setting, so that no way of saving a map can forget it.';
comment on table rule_setting is 'Rules that a district or a school has set; the effective one is found in src/roster/rule.ts.';
comment on table sticky_field is 'Fields that a person edited by hand, each with its owner and with what the feed would say. Closed by deletion; the audit log keeps who did what.';
comment on view class_lead_period is 'Who led which class from when to when (until null: still). Several grants of one person may overlap.';
comment on view community_class_period is 'Which class stood in which community from when to when (until null: still).';
comment on view community_member_period is 'Who belonged to which community from when to when; class_id: by leading that class, null: by name.';
comment on view person_role is 'Every role a person holds now, communities included: what sign-in makes a principal of.';
