-- How many matches there are, and how much of the plan is only their doing: of the records that would leave, and of
-- the enrolments that would leave or change. joined: those that the district's policy has joined already.
select count(*)::int as found, count(*) filter (where joined)::int as joined,
  count(*) filter (where because = 'zeros')::int as zeros,
  (select count(*)::int from change_enrolments e
    join enrolment x on x.district_id = $1 and x.source_id = $2 and x.sourced_id = e.sourced_id
    join change_match m on m.old_sourced_id = x.person_sourced_id where e.op = 'retire') as enrolments_retired,
  (select count(*)::int from change_enrolments e
    join change_match m on m.new_sourced_id = e.person_sourced_id where e.op = 'change') as enrolments_changed
from change_match
