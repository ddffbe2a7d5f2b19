-- Nobody retires by not being named; who was said to be gone still does.
with withdrawn as (
  delete from {{change}} c
  where c.op = 'retire' and not exists (select from {{stage}} s where s.sourced_id = c.sourced_id and s.status = 'gone')
  returning c.sourced_id, c.live_id
)
insert into alive (roster_table, sourced_id, live_id)
select $1, sourced_id, live_id from withdrawn where $1 <> 'enrolments'
