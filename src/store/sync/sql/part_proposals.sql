-- Two people ($2, $3) who are two again by somebody's word stay two: the pair is not proposed. Nobody is about to be linked to
-- either. $1 district, $4 who said so, $5 now.
update person_match_proposal m set asked_by = null, asked_at = null, asked_stays = null, asked_may_raise = false,
  status = case when m.person_id in ($2::text::bigint, $3::text::bigint) and m.other_id in ($2::text::bigint, $3::text::bigint)
    then 'dismissed' else m.status end,
  decided_by = case when m.person_id in ($2::text::bigint, $3::text::bigint) and m.other_id in ($2::text::bigint, $3::text::bigint)
    then $4 else m.decided_by end,
  decided_at = case when m.person_id in ($2::text::bigint, $3::text::bigint) and m.other_id in ($2::text::bigint, $3::text::bigint)
    then $5 else m.decided_at end
where m.district_id = $1
  and (m.person_id in ($2::text::bigint, $3::text::bigint) or m.other_id in ($2::text::bigint, $3::text::bigint))
