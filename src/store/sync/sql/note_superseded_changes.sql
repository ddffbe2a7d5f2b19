-- Says with the stored changes of a run what of them a later manual edit superseded ($4: sourcedId to its fields):
-- 'manual_edit:' and the fields, or 'manual_edit' where nothing of the change was applied.
update run_change s set skipped_because = case x.value when 'member' then 'manual_edit' else 'manual_edit:' || x.value end
from jsonb_each_text($4::jsonb) as x
where s.district_id = $1 and s.run_id = $2 and s.kind = $3 and s.key = x.key
