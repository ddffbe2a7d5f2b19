-- Whether something leaves that classes name.
select from (
  select op from change_orgs union all select op from change_terms union all select op from change_courses) c
where c.op = 'retire'
limit 1
