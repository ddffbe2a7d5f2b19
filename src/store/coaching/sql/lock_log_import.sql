-- Nobody changes an import and what is left of it until the transaction ends. $1 district, $2 import.
select i.id from interaction i
where i.district_id = $1 and i.id in (
  select l.interaction_id from interaction_import_line l where l.district_id = $1 and l.import_id = $2::text::bigint)
order by i.id for update of i
