-- Educators whom somebody added by hand, whom no feed knows, and somebody of the staff of one of their schools who has the same
-- name: for somebody to decide. $1 district. Found from those added by hand, who are few.
insert into person_match_proposal (district_id, person_id, other_id, because)
select distinct $1, h.person_id, o.id, 'school'
from educator_by_hand h
join person p on p.district_id = $1 and p.id = h.person_id and p.status = 'active' and p.merged_into is null
join affiliation a on a.district_id = $1 and a.person_id = p.id and a.source_id = ''
join affiliation b on b.district_id = $1 and b.org_id = a.org_id and b.person_id <> p.id
  and b.feed_role not in ('student', 'guardian', 'parent', 'relative')
join person o on o.district_id = $1 and o.id = b.person_id and o.status = 'active'
  and fold_name(o.family_name) = fold_name(p.family_name) and fold_name(o.given_name) = fold_name(p.given_name)
where h.district_id = $1
  and not exists (select from person_source s where s.district_id = $1 and s.person_id = p.id)
  and exists (select from person_source s where s.district_id = $1 and s.person_id = o.id and s.status = 'active')
  and not exists (select from person_match_proposal x
    where x.district_id = $1 and x.person_id = o.id and x.other_id = p.id)
on conflict do nothing
