-- How many have taken part, how many were to, and who has led the class since the cycle began. $1 district, $2 cycle.
select
  (select count(*)::int from survey_participation p where p.district_id = k.district_id and p.cycle_id = k.id)
    + (select count(*)::int from joiner_participation q where q.district_id = k.district_id and q.cycle_id = k.id) as completed,
  (select count(*)::int from (
    select e.person_id from enrolment e
    join person n on n.district_id = e.district_id and n.id = e.person_id and n.status = 'active'
    where e.district_id = k.district_id and e.class_id = k.class_id and e.status = 'active' and e.role = 'student'
    union
    select p.person_id from survey_participation p where p.district_id = k.district_id and p.cycle_id = k.id) everyone)
    + (select count(*)::int from late_joiner j
      left join joiner_participation q on q.district_id = j.district_id and q.cycle_id = k.id and q.joiner_id = j.id
      where j.district_id = k.district_id and j.class_id = k.class_id and (q.joiner_id is not null or (j.removed_at is null
        and (j.joined_at at time zone d.timezone)::date <= coalesce(k.extended_to, k.ends_on)))) as expected,
  array(select distinct l.person_id::text from class_lead_period l
    where l.district_id = k.district_id and l.class_id = k.class_id
      and coalesce(l.until, 'infinity') >= k.starts_on order by 1) as leads
from survey_cycle k join district d on d.id = k.district_id
where k.district_id = $1 and k.id = $2::text::bigint
