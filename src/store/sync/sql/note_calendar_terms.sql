insert into calendar_term (sourced_id, ended, year_before, year_after)
select sourced_id, ended, year_before, year_after
from jsonb_to_recordset($1::jsonb) as t(sourced_id text, ended boolean, year_before smallint, year_after smallint)
