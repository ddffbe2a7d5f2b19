-- All coaching of the choice, each interaction once. Parameters: reach_report.
-- All it reads of interactions is in the index interaction_report.
select count(*)::int as interactions, coalesce(sum(i.minutes), 0)::int as minutes
from interaction i
where
{{+ reach_report}}
