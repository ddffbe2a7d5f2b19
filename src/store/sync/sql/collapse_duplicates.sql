-- Rows of one name with the same content are one record: the first stays. Returns the rows left out.
with numbered as (
  select ctid as at, row_number() over (partition by sourced_id order by row_no) as n from {{stage}}
  where sourced_id in (select sourced_id from {{stage}} group by sourced_id having count(*) > 1)
)
delete from {{stage}} s using numbered where s.ctid = numbered.at and numbered.n > 1
returning s.row_no::text as row
