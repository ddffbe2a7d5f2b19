-- A row that was left out gives no role: neither one of two that contradict each other nor the double of another.
delete from stage_grant g
where not exists (select from stage_people s where s.sourced_id = g.person_sourced_id and s.row_no = g.row_no)
