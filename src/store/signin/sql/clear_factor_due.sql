-- Nothing is demanded of what its holder has open any more. $1 district and $2 person, or $3 customer and $4 administrator.
update session set factor_due_at = null
where factor_due_at is not null
  and ((district_id = $1 and person_id = $2::bigint) or (customer_id = $3 and customer_admin_id = $4::bigint))
