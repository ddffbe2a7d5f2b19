-- What of some records is edited by hand, and by whom. $1 district, $2 kind, $3 records.
select f.record, f.field, f.value, f.feed_value as "feedValue", f.set_at as "setAt", f.set_by as "setBy",
  (select concat_ws(' ', coalesce(p.preferred_given_name, p.given_name), coalesce(p.preferred_family_name, p.family_name))
    from person p where p.district_id = f.district_id and f.set_by = 'person:' || p.id::text) as "setByName"
from sticky_field f
where f.district_id = $1 and f.kind = $2 and f.record = any ($3::text[])
