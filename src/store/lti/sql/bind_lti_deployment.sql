-- Binds a deployment to a district, or announces it unbound. A deployment never changes its district here:
-- people are linked under it, so `district_id` comes back as it stands and the caller compares. Nor does a registration
-- that serves one district get another: nothing comes back. $4 who confirms it with that; null: nobody who may.
insert into lti_deployment (registration_id, deployment_id, district_id, status, confirmed_by, confirmed_at)
select r.id, $2::text, $3::text, case when $3::text is null then 'pending' else 'active' end,
  case when $3::text is not null then $4::text end, case when $3::text is not null and $4::text is not null then now() end
from lti_registration r
where r.id = $1::text::bigint and ($3::text is null or coalesce(r.only_district_id, $3::text) = $3::text)
on conflict (registration_id, deployment_id) do update set
  district_id = coalesce(lti_deployment.district_id, excluded.district_id),
  status = case
    when lti_deployment.district_id is null and excluded.district_id is not null then 'active'
    when lti_deployment.district_id = excluded.district_id then 'active'
    else lti_deployment.status end,
  confirmed_by = case
    when coalesce(lti_deployment.district_id, excluded.district_id) = excluded.district_id
      then coalesce(lti_deployment.confirmed_by, excluded.confirmed_by)
    else lti_deployment.confirmed_by end,
  confirmed_at = case
    when coalesce(lti_deployment.district_id, excluded.district_id) = excluded.district_id
      then coalesce(lti_deployment.confirmed_at, excluded.confirmed_at)
    else lti_deployment.confirmed_at end
returning id, district_id, status
