-- Every hold on somebody, the newest first. $1 district, $2 person.
select h.id::text as id, h.reason, h.set_at as "setAt", h.lifted_at as "liftedAt",
  (select concat_ws(' ', coalesce(b.preferred_given_name, b.given_name), coalesce(b.preferred_family_name, b.family_name))
    from person b where b.district_id = $1 and h.set_by = 'person:' || b.id) as "setByName",
  (select concat_ws(' ', coalesce(b.preferred_given_name, b.given_name), coalesce(b.preferred_family_name, b.family_name))
    from person b where b.district_id = $1 and h.lifted_by = 'person:' || b.id) as "liftedByName"
from legal_hold h join person p on p.district_id = h.district_id and p.id = h.person_id
where h.district_id = $1 and $2::text::bigint in (p.id, p.merged_into)
order by h.id desc
