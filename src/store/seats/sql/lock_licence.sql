-- The licence, locked until the end of the transaction: reconciliations of one licence come one after the other.
-- Nothing else is read here: what another transaction wrote before it let go of the lock is seen by the next statement only.
select bought, ceiling, used, waiting, grace, marked_over
from licence
where district_id = $1 and kind = $2
for update
