-- The names that will be active once the plan is applied, with the numbers of those that are here already.
insert into alive (roster_table, sourced_id, live_id)
select $3, l.sourced_id, {{liveId}} from {{live}} l
where l.district_id = $1 and l.source_id = $2 and l.status = 'active'
  and not exists (select from {{change}} c where c.sourced_id = l.sourced_id)
union all
select $3, c.sourced_id, c.live_id from {{change}} c where c.op <> 'retire'
