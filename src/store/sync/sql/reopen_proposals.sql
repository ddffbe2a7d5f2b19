-- Pairs met in a run that is in effect again are open again. $1 district.
update person_match_proposal m set status = 'open'
from run r
where m.district_id = $1 and m.status = 'withdrawn' and r.district_id = $1 and r.id = m.run_id and r.undone_by is null
