-- What of it is there already is not written again: most who change stay where they are.
insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type, begin_date, end_date)
select $1, w.org_id, w.person_id, $2, w.feed_role, w.role_type, w.begin_date, w.end_date
from {{wanted}} w
on conflict do nothing
