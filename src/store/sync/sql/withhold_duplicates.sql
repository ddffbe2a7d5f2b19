-- Rows of one name with different content: nobody can say which is right, so none is taken and the last good
-- state of the record stays. Returns the quarantined rows.
with clash as (
  select sourced_id from {{stage}} group by sourced_id
  having count(*) > 1 and (min(row_hash) <> max(row_hash) or min(status) <> max(status))
), taken as (
  delete from {{stage}} s using clash where s.sourced_id = clash.sourced_id returning s.sourced_id, s.row_no
), noted as (
  insert into stage_withheld select distinct $1, sourced_id from taken
)
select sourced_id, row_no::text as row from taken order by row_no
