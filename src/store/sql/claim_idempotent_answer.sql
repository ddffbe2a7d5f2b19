-- Takes a key for a request, or says who has it: $1 district, $2 actor, $3 key, $4 request, $5 now.
with taken as (
  insert into idempotent_answer (district_id, actor, key_hash, request_hash, created_at)
  values ($1, $2, $3, $4, $5)
  on conflict do nothing
  returning true as mine
)
select true as mine, null::text as request_hash, null::int as status, null::text as body from taken
union all
select false, a.request_hash, a.status, a.body from idempotent_answer a
where a.district_id = $1 and a.actor = $2 and a.key_hash = $3 and not exists (select from taken)
