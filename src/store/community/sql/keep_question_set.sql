-- Keeps a question set as it is, once for each version; answers what the version is called. $1 district, $2 the set as JSON, $3 now.
with named as (
  select content, encode(sha256(convert_to(content::text, 'UTF8')), 'hex') as digest
  from (select $2::text::jsonb as content) given
),
kept as (
  insert into question_set_version (district_id, digest, set_id, content, kept_at)
  select $1, digest, content ->> 'id', content, $3::timestamptz from named
  on conflict do nothing
)
select digest from named
