select exists (select from {{live}} l
  where l.district_id = $1 and l.source_id = $2 and l.sourced_id = $3 and l.status = 'active') as active
