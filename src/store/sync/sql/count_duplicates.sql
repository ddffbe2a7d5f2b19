-- How many names stand in more than one row; mostly none, and then nothing more is asked. By a number for each name, for
-- sorting ten million texts takes four times as long; where two names ever share one, the statements that follow see it.
select count(*)::int as count
from (select from {{stage}} group by hashtextextended(sourced_id, 0) having count(*) > 1) as twice
