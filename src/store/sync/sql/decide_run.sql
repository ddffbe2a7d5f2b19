update run set decided_by = $3, decided_at = now() where district_id = $1 and id = $2
