select old_sourced_id as "oldSourcedId", new_sourced_id as "newSourcedId", person_id::text as "personId", because, joined
from run_match where district_id = $1 and run_id = $2 order by old_sourced_id collate "C" limit $3
