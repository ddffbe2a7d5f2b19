-- Whether a school leaves with the plan, or is no school any more.
select from change_orgs c
join org o on o.district_id = $1 and o.source_id = $2 and o.sourced_id = c.sourced_id and o.status = 'active' and o.type = 'school'
where c.op = 'retire' or (c.op = 'change' and c.type <> 'school')
limit 1
