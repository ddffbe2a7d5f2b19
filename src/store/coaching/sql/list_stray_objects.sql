-- Objects that no attachment names and that are old enough for nobody to be about to. $1 district, $2 made before, $3 limit.
select o.key from attachment_object o
where o.district_id = $1 and o.made_at < $2
  and not exists (select from interaction_attachment a where a.district_id = o.district_id and a.key = o.key)
order by o.made_at, o.key
limit $3::int
