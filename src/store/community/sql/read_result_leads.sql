-- Who led the classes of closed cycles. $1 district, $2 cycles.
select cycle_id::text as "cycleId", leads from survey_result
where district_id = $1 and cycle_id = any ($2::text[]::bigint[])
