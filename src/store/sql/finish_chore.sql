-- Gives a chore back until it is due again; whoever lost the claim changes nothing. What was hastened meanwhile
-- stays so. $1 district, $2 kind, $3 worker, $4 end of the claim, $5 now, $6 next.
update chore set claimed_by = null, claimed_until = null, done_at = $5,
  due_at = least(due_at, $6)
where district_id = $1 and kind = $2 and claimed_by = $3 and claimed_until = $4::timestamptz
