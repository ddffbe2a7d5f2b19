  select o.digest, v.content from question_set_revision o
  join question_set_version v on v.district_id = o.district_id and v.digest = o.digest
  where o.district_id = k.district_id and o.set_id = k.question_set and (o.version = 1 or o.applies_from <= k.starts_on)
  order by o.version desc limit 1
